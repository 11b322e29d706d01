/* What HTML cannot do: print the page, stop choosing at a limit, and say that the server could not be reached. */
addEventListener("click", (event) => {
  if (!event.target.closest("[data-print]")) return;
  event.preventDefault();
  print();
});

addEventListener("change", ({ target }) => {
  const form = target.closest("[data-most]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const full = boxes.filter((box) => box.checked).length >= form.dataset.most;
  form.toggleAttribute("data-full", full);
  for (const box of boxes) box.disabled = full && !box.checked;
});

const lost = (event) => {
  if (event.target.matches?.("[hx-ptag]") || !event.detail.ctx) return;
  const words = document.getElementById("lost");
  if (words) document.getElementById("toasts").replaceChildren(words.content.cloneNode(true));
};
addEventListener("htmx:error", lost);
addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx.response.status > 500) lost(event);
});
