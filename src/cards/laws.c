#include "cards/laws.h"
#include "sql/cards.h"

static const struct law laws[] = {
    { "C-1", "“在办”与状态一致", "live follows from the state", &Q_law_live_is_state },
    { "C-2", "受理号指向其申请", "an acceptance number leads to its application",
      &Q_law_number_leads_to_application },
    { "C-3", "收费必有票据", "no fee without a receipt", &Q_law_fee_has_receipt },
    { "C-4", "签发必有有效期", "what is signed has its validity", &Q_law_signed_has_validity },
    { "C-5", "证件所在与账户一致", "cards lie where the accounts say",
      &Q_law_cards_are_where_the_accounts_say },
    { "C-6", "已领取的证件在持证人手中", "a collected card is with its holder",
      &Q_law_collected_is_with_holder },
    { "C-7", "卡体管理号指向其证件", "a body number leads to its card",
      &Q_law_serial_leads_to_card },
    { "C-8", "交接单与清单一致", "a consignment is its list", &Q_law_consignment_is_its_list },
    { "C-9", "在途数与未签收数一致", "on the way is what did not arrive",
      &Q_law_transit_is_what_did_not_arrive },
};

enum outcome cards_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
