// A station lays the four beside the register: nothing differs in a few keys; a difference is settled, printed, signed; one
// about the card shows at the counter and holds the application. The bureau sees what is open.
import {
    axe,
    base,
    check,
    desk,
    findSomebody,
    finish,
    launch,
    logIn,
    open,
    said,
    shot,
    step,
} from "./support.mjs";

const cell = (page, item, source) =>
    page
        .getByRole("textbox", { name: `${item}，${source}` })
        .or(page.getByRole("combobox", { name: `${item}，${source}` }));

const browser = await launch();
const page = await desk(browser);
await logIn(page, "huji");
let nth;
await step(
    page,
    "a check without differences takes a key and a signature",
    async () => {
        await open(page, "/four-way", "四对照");
        nth = await findSomebody(page);
        await cell(page, "姓名", "常住人口登记表").waitFor();
        check(
            "the first cell has the focus",
            (await page.evaluate(() => document.activeElement?.id)) ===
                "four-way-0-form",
        );
        await page.keyboard.press("F9");
        await page.getByText("四相符，无差异").first().waitFor();
        await page.keyboard.press("F9");
        await said(page).filter({ hasText: "核对已签名" }).waitFor();
        await page.getByText("已办结").first().waitFor();
    },
);
await step(
    page,
    "enter confirms and goes on; only what differs is typed",
    async () => {
        await findSomebody(page, nth + 1).then((n) => (nth = n));
        await cell(page, "姓名", "居民户口簿").focus();
        for (const word of ["", "", "", "19700101", ""]) {
            if (word) await page.keyboard.type(word);
            await page.keyboard.press("Enter");
        }
        check(
            "enter went five rows down",
            (await page.evaluate(() => document.activeElement?.id)) ===
                "four-way-5-booklet",
        );
        await cell(page, "出生日期", "居民身份证").fill("1970年1月1日");
    },
);
await axe(page, "typing a check");
await shot(page, "entry");
await step(
    page,
    "the proposal stands beside the difference with its rule and source",
    async () => {
        await page.keyboard.press("F9");
        await said(page).filter({ hasText: "1 项不一致" }).waitFor();
        const row = page.getByRole("row", { name: /出生日期/ });
        await row.getByText("户口簿与身份证一致，以二者为准").waitFor();
        await row.getByText("1970-01-01").first().waitFor();
        check(
            "the register is not put right yet",
            await row.getByRole("button", { name: "登记已更正" }).isDisabled(),
        );
    },
);
await axe(page, "a difference");
await shot(page, "difference");
await step(
    page,
    "the counter says what holds the card and where it is settled",
    async () => {
        await open(page, "/desk", "受理台");
        await findSomebody(page, nth);
        await page
            .getByRole("note")
            .filter({ hasText: "四对照未决：出生日期" })
            .waitFor();
        await axe(page, "a held person at the counter");
        await shot(page, "counter");
        await page
            .getByRole("note")
            .getByRole("button", { name: "去处理" })
            .click();
        await page.getByRole("heading", { level: 1, name: "四对照" }).waitFor();
    },
);
await step(
    page,
    "it becomes a case, and the business opens with its kind and person",
    async () => {
        await page
            .getByRole("row", { name: /出生日期/ })
            .getByRole("button", { name: "立案" })
            .waitFor();
        await page.keyboard.press("c");
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("所见凭据、理由").fill("出生证与登记不符");
        await page.keyboard.press("Enter");
        await said(page).filter({ hasText: "已处理：出生日期" }).waitFor();
        await dialog.waitFor({ state: "hidden" });
        await page.getByRole("button", { name: "去办理" }).click();
        await page
            .getByRole("heading", { level: 1, name: "户口业务" })
            .waitFor();
        await page.waitForFunction(
            () =>
                document.querySelector("select.plain")?.value ===
                "birth_correct",
        );
        check(
            "what should be stands in its field",
            (await page.locator("input[type=date]").inputValue()) ===
                "1970-01-01",
        );
    },
);
await step(
    page,
    "from the register sheet the check is one key away; signed, it waits for its case",
    async () => {
        await open(page, "/register", "户口登记");
        await findSomebody(page, nth);
        await page
            .getByRole("heading", { level: 2, name: "基本项目" })
            .waitFor();
        await page.keyboard.press("F4");
        await page.getByRole("heading", { level: 1, name: "四对照" }).waitFor();
        await page.getByRole("button", { name: "已在核对表上签名" }).waitFor();
        const [sheet] = await Promise.all([
            page.waitForEvent("popup"),
            page.keyboard.press("F8"),
        ]);
        check(
            "the sheet is printed",
            /\/forms\/four-way\/\d+\/\d+\.pdf$/.test(sheet.url()) ||
                sheet.url() === "about:blank",
        );
        await sheet.close();
        await page.getByRole("radio", { name: "户主" }).check();
        await page.getByRole("button", { name: "已在核对表上签名" }).click();
        await page.getByText("待案件办结").first().waitFor();
    },
);
await page.context().close();

const bureau = await desk(browser);
await step(
    bureau,
    "the bureau sees on its board and in the list what is open, with its age, and decides nothing",
    async () => {
        await logIn(bureau, "shenhe");
        await bureau.getByRole("link", { name: /四对照未办结/ }).click();
        await bureau
            .getByRole("heading", { level: 1, name: "四对照" })
            .waitFor();
        await bureau
            .getByRole("region", { name: "未办结" })
            .getByRole("listitem")
            .first()
            .getByRole("button")
            .click();
        await bureau
            .getByRole("row", { name: /出生日期/ })
            .getByText("已立案")
            .waitFor();
        check(
            "no decision is offered",
            (await bureau.getByRole("button", { name: "登记无误" }).count()) ===
                0,
        );
    },
);
await axe(bureau, "the list of a bureau");
await shot(bureau, "bureau");
await bureau.context().close();
await browser.close();
finish();
