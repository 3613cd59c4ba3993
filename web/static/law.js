// A law's page: every one of these comforts has a plain link or list beneath it.
"use strict";

// ---- The contents list shows where the reader is, and opens that part of itself. ----

const contentsLinks = new Map();
document.querySelectorAll(".contents-list a").forEach((link) => {
  contentsLinks.set(link.getAttribute("href").slice(1), link);
});
if (contentsLinks.size > 0 && "IntersectionObserver" in window) {
  const list = document.querySelector(".contents-list");
  let current = null;
  let opened = null; // the part that was opened for the reader, not by the reader
  const show = (link) => {
    if (current) {
      current.removeAttribute("aria-current");
    }
    current = link;
    link.setAttribute("aria-current", "location");
    const part = link.closest(".contents-list details");
    if (part !== opened) {
      if (opened) {
        opened.open = false;
      }
      opened = part && !part.open ? part : null;
      if (part) {
        part.open = true;
      }
    }
    if (list.scrollHeight > list.clientHeight) {
      const place = link.getBoundingClientRect().top - list.getBoundingClientRect().top;
      list.scrollTop += place - list.clientHeight / 2;
    }
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      const link = seen && contentsLinks.get(seen.target.id);
      if (link && link !== current) {
        show(link);
      }
    },
    { rootMargin: "-10% 0px -70% 0px" },
  );
  document.querySelectorAll(".law-article").forEach((article) => watcher.observe(article));
}

// ---- What a defined word means: on hover and focus, and at the first touch of a finger. ----

const lawText = document.querySelector(".law-text[data-go-to]");
if (lawText) {
  document.documentElement.classList.add("shows-meanings"); // the style sheet stops doing it
  const box = document.createElement("div");
  box.className = "meaning";
  box.hidden = true;
  const words = document.createElement("p");
  const way = document.createElement("a");
  box.append(words, way);
  document.body.append(box);
  let shown = null;
  let leaving = 0;

  const hide = () => {
    box.hidden = true;
    shown = null;
  };
  const show = (term, withWay) => {
    window.clearTimeout(leaving);
    shown = term;
    words.textContent = term.getAttribute("aria-description");
    words.lang = lawText.lang;
    way.hidden = !withWay;
    box.setAttribute("role", withWay ? "dialog" : "tooltip"); // a tooltip holds no link
    box.setAttribute("aria-label", term.textContent);
    way.href = term.href;
    way.textContent = lawText.dataset.goTo;
    box.hidden = false;
    const at = term.getClientRects()[0];
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
    const below = at.bottom + box.offsetHeight + 8 < window.innerHeight;
    box.style.left = `${Math.max(8, left) + window.scrollX}px`;
    box.style.top = `${(below ? at.bottom + 4 : at.top - box.offsetHeight - 4) + window.scrollY}px`;
  };
  const leave = () => {
    leaving = window.setTimeout(hide, 200); // time to move onto the box itself
  };
  const termOf = (event) => (event.target.closest ? event.target.closest("a.term") : null);

  let finger = false;
  document.addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch";
  });
  lawText.addEventListener("pointerover", (event) => {
    const term = termOf(event);
    if (term && event.pointerType !== "touch") {
      show(term, false);
    }
  });
  lawText.addEventListener("pointerout", (event) => {
    if (termOf(event) && event.pointerType !== "touch") {
      leave();
    }
  });
  box.addEventListener("pointerenter", () => window.clearTimeout(leaving));
  box.addEventListener("pointerleave", leave);
  lawText.addEventListener("focusin", (event) => {
    const term = termOf(event);
    if (term && !finger && term.matches(":focus-visible")) {
      show(term, false);
    }
  });
  lawText.addEventListener("focusout", leave);
  lawText.addEventListener("click", (event) => {
    const term = termOf(event);
    if (term && finger && shown !== term) {
      event.preventDefault();
      show(term, true);
    } else if (term) {
      hide();
    }
  });
  way.addEventListener("click", hide);
  document.addEventListener("click", (event) => {
    if (shown && !box.contains(event.target) && !termOf(event)) {
      hide();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
    }
  });
}

// ---- A citation is copied with one key. ----

const copies = document.querySelector(".copies");
if (copies && navigator.clipboard) {
  document.querySelectorAll("[data-citation]").forEach((citation) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = copies.dataset.copy;
    const style = citation.closest("div").querySelector("dt").textContent;
    button.setAttribute("aria-label", `${copies.dataset.copy}: ${style}`);
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(citation.textContent).then(
        () => {
          button.textContent = copies.dataset.copied;
          window.setTimeout(() => {
            button.textContent = copies.dataset.copy;
          }, 1500);
        },
        () => undefined, // without permission the words can still be marked by hand
      );
    });
    citation.after(button);
  });
}
