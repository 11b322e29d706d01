/* What HTML cannot do: print the page, and say that the server could not be reached. */
addEventListener("click", (event) => {
  if (!event.target.closest("[data-print]")) return;
  event.preventDefault();
  print();
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
