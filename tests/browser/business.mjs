// A household business through its log-ins: the station keeps a draft, scans its papers and submits it; the record says
// frozen wherever it is looked at; the bureau sees before and after with the scan and approves; the station prints the
// sheet and finishes; the audit administrator sees the rates, and nobody else does.
import {
    axe,
    base,
    check,
    desk,
    findSomebody,
    finish,
    inventedPortrait,
    launch,
    logIn,
    open,
    said,
    shot,
    step,
} from "./support.mjs";

const browser = await launch();
let whom = 1;

async function as(login, sentence, what) {
    const page = await desk(browser);
    await step(page, sentence, async () => {
        await logIn(page, login);
        await what(page);
    });
    await page.context().close();
}

async function takeIn(page) {
    await open(page, "/business", "户口业务");
    await page.locator("select").first().selectOption("native_correct");
    whom = await findSomebody(page);
    await page.locator(".form input").first().fill("试验市");
    await page.locator(".form input").nth(1).fill("试申请");
    check(
        "without its papers it is not submitted",
        await page.getByRole("button", { name: /提交/ }).isDisabled(),
    );
    for (const paper of await page.getByRole("checkbox").all())
        await paper.check();
    await axe(page, "a household business");
    await shot(page, "business");
    await page.keyboard.press("F8");
    await said(page).filter({ hasText: "已存草稿" }).waitFor();
}

async function scanAndSubmit(page) {
    await open(page, "/business-files", "在办业务");
    await page.getByRole("cell", { name: "试验市" }).waitFor();
    await page.getByRole("button", { name: "扫描“居民户口簿”" }).click();
    await page
        .locator("input[type=file]")
        .setInputFiles(await inventedPortrait(browser));
    await said(page).filter({ hasText: "已存扫描件" }).waitFor();
    await page.getByRole("button", { name: "第 1 份" }).waitFor();
    await axe(page, "the file of a business");
    await shot(page, "business-file");
    await page.keyboard.press("F9");
    await said(page).filter({ hasText: "已提交" }).waitFor();
}

/** The record is said to be frozen: at the business counter, in the register, at the acceptance desk. */
async function frozenEverywhere(page) {
    await open(page, "/business", "户口业务");
    await page.locator("select").first().selectOption("native_correct");
    await findSomebody(page, whom);
    await page.getByRole("alert").filter({ hasText: "资料已冻结" }).waitFor();
    await open(page, "/register", "户口登记");
    await findSomebody(page, whom);
    await page.getByText("审批未办结，资料已冻结").waitFor();
    await open(page, "/desk", "受理台");
    await findSomebody(page, whom);
    await page.getByText("户口审批未办结，暂不能申领").waitFor();
    await shot(page, "frozen");
}

async function approve(page) {
    await page.getByRole("link", { name: /户口待审批/ }).click();
    await page.getByText("没有待审批的业务").waitFor();
    check(
        "what a station decides is not in the way",
        (await page.locator("tbody tr").count()) === 0,
    );
    await page.getByRole("checkbox", { name: "含由派出所审批的" }).check();
    await page.locator("tbody tr").first().waitFor();
    await page.getByRole("cell", { name: "试验市" }).waitFor();
    await page.getByRole("button", { name: "第 1 份" }).click();
    const scan = page.getByRole("img", { name: "扫描件：居民户口簿" });
    await scan.waitFor();
    check(
        "the scan is shown",
        await scan.evaluate((i) =>
            i.decode().then(() => i.naturalWidth === 358),
        ),
    );
    await page.keyboard.press("Escape");
    await scan.waitFor({ state: "detached" });
    await axe(page, "a decision");
    await shot(page, "approval");
    await page.keyboard.press("F9");
    await said(page).filter({ hasText: "已批准" }).waitFor();
}

async function printAndFinish(page) {
    await open(page, "/business-files", "在办业务");
    await page.locator("header select").selectOption("APPROVED");
    await page.getByRole("cell", { name: "试验市" }).waitFor();
    await page.getByRole("button", { name: "居民户口簿内页…" }).click();
    for (const form of ["业务审批表", "居民户口簿内页"]) {
        const href = await page
            .getByRole("link", { name: form })
            .first()
            .getAttribute("href");
        const pdf = await page.request.get(new URL(href, base).href);
        check(
            `${form} is printed`,
            (await pdf.body()).subarray(0, 5).toString() === "%PDF-",
        );
    }
    await page.keyboard.press("F9");
    await said(page).filter({ hasText: "已办结" }).waitFor();
    const rates = await page.request.get(`${base}/api/v1/change-rates`);
    check("the rates are nobody else’s", rates.status() === 403);
}

async function rates(page) {
    await open(page, "/change-rates", "变更比率");
    await page.locator("tbody tr").first().waitFor();
    await axe(page, "the rates of controlled changes");
    await shot(page, "rates");
}

await as(
    "huji",
    "the station takes a business in, scans its papers and submits it",
    async (page) => {
        await takeIn(page);
        await scanAndSubmit(page);
        await frozenEverywhere(page);
    },
);
await as(
    "shenhe",
    "the bureau finds it on the board, sees before and after and the scan, and approves",
    approve,
);
await as(
    "huji",
    "the station prints the forms and finishes it",
    printAndFinish,
);
await as(
    "rizhi",
    "the audit administrator sees the rates by officer and unit",
    rates,
);
await browser.close();
finish();
