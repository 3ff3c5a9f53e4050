// Opens pages in headless Chromium and says, as JSON, what a reader, a keyboard, a small screen and a printer meet.
// node inspect.mjs CHROMIUM PAGE...
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...pages] = process.argv.slice(2);
const validator = new HtmlValidate(
  new FileSystemConfigLoader({ root: true, extends: ["html-validate:recommended", "html-validate:document"] }),
);

async function validity(path) {
  const report = await validator.validateFile(path);
  return report.results.flatMap((result) =>
    result.messages.map((each) => `${each.ruleId}, line ${each.line}: ${each.message}`),
  );
}

// Rules that axe leaves out unless asked, and those that a small screen alone can break.
const ASKED = { "target-size": { enabled: true } };
const SMALL = ["scrollable-region-focusable", "target-size", "color-contrast"];
// More presses of the tab key than any page has stops, and how many are made between two looks.
const MOST_STOPS = 800;
const TOGETHER = 25;

async function accessibility(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
  await page.evaluate(axe);
  return findings(await page.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations"], rules }), ASKED));
}

async function onSmallScreen(page) {
  const only = { resultTypes: ["violations"], runOnly: { type: "rule", values: SMALL } };
  return findings(await page.evaluate((options) => window.axe.run(document, options), only));
}

function findings(found) {
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`.slice(0, 400));
}

// A listener notes each stop, so that the browser is asked once for many presses and not after each.
async function tabStops(page) {
  await page.evaluate(() => {
    const met = new Set();
    window.tabbed = { stops: [], over: false };
    document.addEventListener("focusin", ({ target }) => {
      if (met.has(target)) window.tabbed.over = true;
      if (window.tabbed.over) return;
      met.add(target);
      const outline = getComputedStyle(target).outlineStyle !== "none";
      window.tabbed.stops.push({ words: (target.innerText || target.getAttribute("aria-labelledby") || "").slice(0, 60), outline });
    });
    window.addEventListener("blur", () => (window.tabbed.over = true));
  });
  for (let press = 0; press < MOST_STOPS; press += TOGETHER) {
    for (let each = 0; each < TOGETHER; each += 1) await page.keyboard.press("Tab");
    if (await page.evaluate(() => window.tabbed.over)) break;
  }
  return page.evaluate(() => window.tabbed.stops);
}

async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function look(browser, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false });
  const page = await context.newPage();
  const outside = [];
  const complaints = [];
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith("data:") && address !== pathToFileURL(path).href) outside.push(address);
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(path).href);
  const facts = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((each) => Number(each.tagName[1])),
    pictures: [...document.images].map((each) => ({ alt: each.alt, drawn: each.naturalWidth > 0 })),
    captioned: [...document.images].map((each) => each.closest("figure")?.querySelector(".sentence")?.innerText ?? ""),
    tables: document.querySelectorAll("table").length,
    scripts: document.scripts.length,
    styled: document.querySelector(".banner") && getComputedStyle(document.querySelector(".banner")).backgroundColor,
    sorts: document.querySelectorAll("button.sort").length,
    traces: [...document.querySelectorAll("figure.exhibit")].map((each) => {
      const after = each.nextElementSibling;
      const links = [...(after?.querySelectorAll("a") ?? [])];
      return {
        id: each.id,
        source: each.querySelector(".source")?.textContent ?? "",
        picture: each.querySelector("img") !== null,
        table: each.querySelector("table") !== null,
        code: after?.querySelectorAll("details.code pre").length ?? 0,
        links: links.map((link) => [link.firstChild.textContent, link.getAttribute("href")]),
        leads: links.every((link) =>
          !link.hash || link.pathname !== location.pathname || document.getElementById(link.hash.slice(1)) !== null),
      };
    }),
    terms: [...document.querySelectorAll(".term")].map((each) => [each.textContent, each.interestForElement?.textContent ?? ""]),
    text: document.body.innerText.length,
  }));
  const stops = await tabStops(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const narrow = await overflow(page);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 680, height: 960 });
  const printed = await page.evaluate(() => {
    // What a page leaves to the screen is left out only where a line on paper names every such section; tables behind
    // pictures only where that line says so.
    const line = [...document.querySelectorAll(".on-paper")].find((each) => each.getClientRects().length > 0)?.textContent ?? "";
    const told = [...document.querySelectorAll("h2")].filter((each) => each.closest(".screen")).every((each) => line.includes(each.textContent));
    const behind = (each) => line.includes("the tables behind pictures") && each.closest(".exhibit")?.querySelector(".picture");
    const named = (each) => line !== "" && told && (each.closest(".screen") || behind(each));
    return {
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: [...document.querySelectorAll("table")].filter((each) => each.scrollWidth > each.parentElement.clientWidth + 1).length,
    unseen: [...document.querySelectorAll("table")].filter((each) => each.getClientRects().length === 0 && !named(each)).length,
    };
  });
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1280, height: 900 });
  // The policy of our own pages forbids any script; axe is let in only by a context that sets policies aside.
  await context.close();
  const open = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const opened = await open.newPage();
  await opened.goto(pathToFileURL(path).href);
  const axeFindings = await accessibility(opened);
  await opened.setViewportSize({ width: 320, height: 640 });
  const narrowOpen = await overflow(opened);
  axeFindings.push(...(await onSmallScreen(opened)));
  await open.close();
  return {
    path, ...facts, outside, complaints, stops, narrow: Math.max(narrow, narrowOpen), printed,
    axe: axeFindings, validity: await validity(path),
  };
}

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const found = [];
for (const path of pages) found.push(await look(browser, path));
await browser.close();
process.stdout.write(JSON.stringify(found));
