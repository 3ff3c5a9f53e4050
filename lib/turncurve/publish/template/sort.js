"use strict";
// Sorts a table by a column: up, down, and back to the order of the report. Without it the tables are whole.
{
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const DATE = new RegExp(`(?:(\\d{1,2}) )?(${MONTHS.join("|")}) (\\d{4})$`);
  const NUMBER = /^([+\u2212-]?)[\u00a3]?(\d[\d,]*(?:\.\d+)?)(?![\d\-/])/;
  const WORDS = {
    number: ["smallest first", "largest first"],
    date: ["earliest first", "latest first"],
    text: ["A to Z", "Z to A"],
  };
  const WORDY = 13;
  const collator = new Intl.Collator("en-GB", { numeric: true });
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");

  const text = (cell) => (cell.querySelector("data")?.value ?? cell.textContent).trim();
  const number = (words) => {
    const found = NUMBER.exec(words);
    return found && (/[\u2212-]/.test(found[1]) ? -1 : 1) * Number(found[2].replaceAll(",", ""));
  };
  const date = (words) => {
    const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(words);
    if (iso) return Number(iso[1]) * 400 + Number(iso[2]) * 32 + Number(iso[3]);
    const found = DATE.exec(words);
    return found && Number(found[3]) * 400 + (MONTHS.indexOf(found[2]) + 1) * 32 + Number(found[1] ?? 31);
  };
  const blank = (words) => words === "" || words === "\u2013";

  function kindOf(head, cells) {
    const held = cells.filter((words) => !blank(words));
    if (head.classList.contains("number")) return "number";
    if (held.length && held.every((words) => date(words) !== null)) return "date";
    return held.length && held.every((words) => /^[+\u2212-]?[\d,]*\.?\d+%?$/.test(words)) ? "number" : "text";
  }

  // What is hidden or absent has no place among the values: it stands last, whichever way they are sorted.
  function inOrder(rows, column, kind, way) {
    const valued = { number, date, text: (words) => (blank(words) ? null : words) }[kind];
    const compare = kind === "text" ? collator.compare : (one, other) => one - other;
    const keyed = rows.map((row) => ({ row, key: valued(text(row.cells[column])) }));
    const shown = keyed.filter((each) => each.key !== null).sort((one, other) => way * compare(one.key, other.key));
    return [...shown, ...keyed.filter((each) => each.key === null)].map((each) => each.row);
  }

  function sortable(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows].filter((row) => !row.querySelector("th.total"));
    const totals = [...body.rows].filter((row) => row.querySelector("th.total"));
    const heads = [...table.tHead.rows[0].cells];
    const kinds = heads.map((head, column) => kindOf(head, rows.map((row) => text(row.cells[column]))));
    // A few rows of words alone are read and not sorted.
    if (rows.length < 3 || (rows.length < WORDY && kinds.every((kind) => kind === "text"))) return;
    heads.forEach((head, column) => {
      const label = head.textContent.trim();
      const button = document.createElement("button");
      const kind = kinds[column];
      button.type = "button";
      button.className = "sort";
      if (head.querySelector("button")) button.setAttribute("aria-label", `Sort by ${label}`);
      else button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const way = { ascending: -1, descending: 0 }[before] ?? 1;
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        if (way) head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        body.append(...(way ? inOrder(rows, column, kind, way) : rows), ...totals);
        status.textContent = way ? `Sorted by ${label}, ${WORDS[kind][way > 0 ? 0 : 1]}.` : "In the order of the report.";
      });
    });
  }

  document.querySelector("main").append(status);
  // A table whose order says nothing of worth, such as one of people, is not to be made a ranking.
  document.querySelectorAll("main table:not(.as-given)").forEach(sortable);
}
