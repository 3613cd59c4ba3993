// Small comforts; every page works without them.
"use strict";

// The other language's page opens at the same article.
document.querySelectorAll("a[data-keeps-place]").forEach((link) => {
  const address = link.getAttribute("href");
  link.addEventListener("click", () => {
    link.setAttribute("href", address + window.location.hash);
  });
});

// The menu of a small screen closes with Escape, and when the reader turns elsewhere.
const menu = document.querySelector(".site-nav details");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) {
    menu.open = false;
  }
});

// The # beside an article also puts its address on the clipboard.
document.querySelectorAll("a[data-copies-link]").forEach((link) => {
  link.addEventListener("click", () => {
    if (navigator.clipboard) {
      navigator.clipboard.writeText(link.href).then(
        () => {
          link.classList.add("copied");
          window.setTimeout(() => link.classList.remove("copied"), 1500);
        },
        () => undefined, // without permission the address still stands in the address bar
      );
    }
  });
});
