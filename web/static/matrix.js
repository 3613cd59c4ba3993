// Arrow keys move over the cells of the matrix; without this script Tab goes from link to link.
// The table stays a table: screen readers keep their own ways of reading one.
"use strict";

document.querySelectorAll("table[data-roves]").forEach((table) => {
  const rows = Array.from(table.querySelectorAll("tbody tr"))
    .map((row) => Array.from(row.querySelectorAll("td > a")))
    .filter((cells) => cells.length > 0);
  if (rows.length === 0) {
    return;
  }
  const frame = table.closest(".matrix-frame");
  let current = rows[0][0];
  rows.flat().forEach((cell) => {
    cell.tabIndex = cell === current ? 0 : -1;
  });

  const reveal = (cell) => {
    // What the sticky headers cover is not in sight.
    const side = table.querySelector("tbody th[scope='row']").getBoundingClientRect();
    const top = table.tHead.getBoundingClientRect();
    const box = cell.getBoundingClientRect();
    const edge = frame.getBoundingClientRect();
    if (box.left < side.right) {
      frame.scrollLeft -= side.right - box.left;
    } else if (box.right > edge.right) {
      frame.scrollLeft += box.right - edge.right;
    }
    if (box.top < top.bottom) {
      frame.scrollTop -= top.bottom - box.top;
    } else if (box.bottom > edge.bottom) {
      frame.scrollTop += box.bottom - edge.bottom;
    }
  };

  const go = (row, column) => {
    const cells = rows[Math.max(0, Math.min(rows.length - 1, row))];
    const cell = cells[Math.max(0, Math.min(cells.length - 1, column))];
    current.tabIndex = -1;
    cell.tabIndex = 0;
    current = cell;
    cell.focus({ preventScroll: true });
    reveal(cell);
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    reveal(cell);
  };

  table.addEventListener("keydown", (event) => {
    const row = rows.findIndex((cells) => cells.includes(event.target));
    if (row < 0 || event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    const column = rows[row].indexOf(event.target);
    const moves = {
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? rows.length - 1 : row, rows[row].length - 1],
    };
    if (event.key in moves && (!event.ctrlKey || event.key === "Home" || event.key === "End")) {
      event.preventDefault();
      go(...moves[event.key]);
    }
  });
  table.addEventListener("focusin", (event) => {
    if (rows.some((cells) => cells.includes(event.target))) {
      current.tabIndex = -1;
      event.target.tabIndex = 0;
      current = event.target;
    }
  });
  document.querySelectorAll(".roving-hint").forEach((hint) => {
    hint.hidden = false;
  });
});
