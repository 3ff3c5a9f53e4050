// Uses one page in headless Chromium as a reader would, and says as JSON what happened: tables sorted by mouse and by
// keyboard, words explained by hovering, focus and touch, with script and without, and the page on paper.
// node behave.mjs CHROMIUM PAGE PDF
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, path, pdf] = process.argv.slice(2);
const address = pathToFileURL(path).href;
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function opened(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

const column = (page, place) =>
  page.evaluate((which) => [...document.querySelector("table").tBodies[0].rows].map((row) => row.cells[which].textContent), place);
const marks = (page) =>
  page.evaluate(() => [...document.querySelectorAll("table")][0].tHead.rows[0].cells.length &&
    [...document.querySelector("table").tHead.rows[0].cells].map((head) => head.getAttribute("aria-sort")));
const said = (page) => page.evaluate(() => document.querySelector("[role=status]").textContent);

async function sorted() {
  const page = await opened();
  const button = (place) => page.locator("table").first().locator(`thead th >> nth=${place}`).locator("button.sort");
  const found = { heads: await page.locator("table").first().locator("button.sort").count(), steps: [] };
  const note = async (place) =>
    found.steps.push({ column: place, first: await column(page, 0), values: await column(page, place), marks: await marks(page), said: await said(page) });
  for (const place of [0, 1, 2, 3]) {
    for (let press = 0; press < 3; press += 1) {
      await button(place).click();
      await note(place);
    }
  }
  await button(1).focus();
  await page.keyboard.press("Enter");
  await note(1);
  await page.keyboard.press("Space");
  await note(1);
  found.focused = await page.evaluate(() => document.activeElement.className);
  found.names = await page.evaluate(() => [...document.querySelectorAll("button.sort")].map((each) => each.getAttribute("aria-label") ?? each.textContent));
  found.sortable = await page.evaluate(() => [...document.querySelectorAll("table")].map((table) => table.querySelectorAll("button.sort").length));
  found.sizes = await page.evaluate(() => [...document.querySelectorAll("button.sort")].filter((each) => each.checkVisibility()).map((each) => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height)));
  await page.context().close();
  return found;
}

async function explained(options) {
  const page = await opened(options);
  const term = page.locator("p .term").first();
  const name = await term.getAttribute("popovertarget");
  const meaning = page.locator(`#${name}`);
  const becomes = (state) => meaning.waitFor({ state, timeout: 5000 }).then(() => true, () => false);
  const found = { before: await meaning.isVisible() };
  if (options.hasTouch) {
    await term.tap();
    found.touched = await becomes("visible");
  } else {
    await term.hover();
    found.hovered = await becomes("visible");
    const [word, box] = [await term.boundingBox(), await meaning.boundingBox()];
    found.near = Math.abs(box.y - (word.y + word.height)) < 30 || Math.abs(word.y - (box.y + box.height)) < 30;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
    await page.waitForTimeout(900); // longer than a meaning stays of itself once the pointer has left its word
    found.stays = await meaning.isVisible();
    await page.keyboard.press("Escape");
    found.dismissed = await becomes("hidden");
    await page.mouse.move(990, 690);
    await term.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    found.focused = await becomes("visible");
    await page.keyboard.press("Escape");
    found.dismissedByKey = await becomes("hidden");
    await page.keyboard.press("Enter");
    found.pressed = await becomes("visible");
  }
  found.words = await meaning.textContent();
  await page.context().close();
  return found;
}

async function withoutScript() {
  const page = await opened({ javaScriptEnabled: false });
  const summary = page.locator("details.table > summary").first();
  const table = page.locator("details.table table").first();
  const found = { sort: await page.locator("button.sort").count(), folded: !(await table.isVisible()) };
  await summary.click();
  found.unfolded = await table.isVisible();
  found.rows = await page.locator("table").first().locator("tbody tr").count();
  await page.locator("details.code > summary").first().click();
  found.code = await page.locator("details.code .highlight").first().isVisible();
  await page.context().close();
  return found;
}

async function followed() {
  const page = await opened();
  const link = page.locator('.after a[href^="#indicator-"]').first();
  const target = page.locator(await link.getAttribute("href"));
  const found = { folded: !(await target.isVisible()) };
  await link.click();
  await target.waitFor({ state: "visible", timeout: 5000 }).catch(() => {});
  found.unfolded = await target.isVisible();
  await page.context().close();
  return found;
}

async function narrow() {
  const page = await opened({ viewport: { width: 320, height: 640 } });
  const found = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    picture: document.images[0].getBoundingClientRect().width,
    reached: document.querySelector(".view").tabIndex,
  }));
  const term = page.locator("p .term").first();
  await term.click();
  const box = await page.locator(`#${await term.getAttribute("popovertarget")}`).boundingBox();
  found.within = box.x >= 0 && box.x + box.width <= 320;
  await page.context().close();
  return found;
}

const page = await opened();
await page.pdf({ path: pdf, preferCSSPageSize: true });
await page.context().close();
process.stdout.write(
  JSON.stringify({
    sorted: await sorted(),
    explained: await explained({}),
    unscripted: await explained({ javaScriptEnabled: false }),
    touched: await explained({ hasTouch: true }),
    withoutScript: await withoutScript(),
    followed: await followed(),
    narrow: await narrow(),
  }),
);
await browser.close();
