/* What HTML cannot. */
const on = addEventListener;
on("click", (e) => {
  if (!e.target.closest("[data-print]")) return;
  e.preventDefault();
  print();
});

on("change", ({ target: { form } }) => {
  if (!form?.dataset.most) return;
  form.toggleAttribute("data-full", form.querySelectorAll(":checked").length > form.dataset.most);
});

const lost = ({ target, detail: { ctx } }) => {
  if (!ctx || target.matches?.("[hx-ptag]")) return;
  const words = document.querySelector("#lost");
  if (words) document.querySelector("#toasts").replaceChildren(words.content.cloneNode(true));
};
on("htmx:error", lost);
on("htmx:response:error", (e) => {
  const { status } = e.detail.ctx.response;
  if (status > 500 && status != 507) lost(e);
});

on("htmx:before:request", ({ detail: { ctx } }) => {
  const seen = ctx.sourceElement.elements?.seen;
  if (seen) ctx.request.body?.set("seen", seen.value);
});

on("htmx:after:request", ({ detail: { ctx } }) => {
  const token = ctx?.response?.headers?.get("X-Form-Token");
  if (!token) return;
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
});
