// Suggestions below the search box; without this script the box is a plain one.
// The pattern is the W3C's combobox with a list: arrows choose, Enter opens, Escape closes.
"use strict";

const WAIT = 150; // milliseconds after the last key

document.querySelectorAll("input[data-suggestions]").forEach((input) => {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestionsName);
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  let timer = 0;
  let asked = null; // what stops the request under way
  let chosen = -1;

  const close = () => {
    window.clearTimeout(timer);
    if (asked) {
      asked.abort();
    }
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = Array.from(list.children);
    chosen = (place + options.length + 1) % (options.length + 1); // the last place is the box
    options.forEach((option, at) => {
      option.setAttribute("aria-selected", at === chosen ? "true" : "false");
    });
    if (chosen < options.length) {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    } else {
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
    }
  };

  const part = (name, text, language) => {
    const span = document.createElement("span");
    span.className = `suggestion-${name}`;
    span.textContent = text;
    if (language) {
      span.lang = language;
    }
    return span;
  };

  const option = (suggestion, at) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = suggestion.url;
    item.append(part("text", suggestion.text, suggestion.language), " ");
    item.append(part("detail", [suggestion.label, suggestion.detail].filter(Boolean).join(" · ")));
    // Pressing must not take the focus from the box; releasing opens.
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => window.location.assign(suggestion.url));
    return item;
  };

  const show = (suggestions) => {
    if (suggestions.length === 0 || document.activeElement !== input) {
      close();
      return;
    }
    list.replaceChildren(...suggestions.map(option));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };

  const ask = () => {
    if (asked) {
      asked.abort();
    }
    asked = new AbortController();
    const address = `${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`;
    fetch(address, { signal: asked.signal })
      .then((answer) => (answer.ok ? answer.json() : { suggestions: [] }))
      .then((answer) => show(answer.suggestions))
      .catch(() => undefined); // stopped, or no network: the box works without
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    if (input.value.trim().length < 3) {
      close();
    } else {
      timer = window.setTimeout(ask, WAIT);
    }
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const down = event.key === "ArrowDown";
      choose(chosen < 0 ? (down ? 0 : list.children.length - 1) : chosen + (down ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      window.location.assign(list.children[chosen].dataset.url);
    } else if (event.key === "Escape") {
      event.preventDefault(); // else the browser would empty the box
      close();
    }
  });
});
