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

on("focusin", ({ target }) => target.list && target.select());

const sent = (name, act) => on(`htmx:${name}`, ({ target, detail: { ctx } }) => ctx && act(ctx, target));

const lost = (_ctx, target) => {
  if (target.matches?.("[hx-ptag]")) return;
  const words = document.querySelector("#lost");
  if (words) document.querySelector("#toasts").replaceChildren(words.content.cloneNode(true));
};
sent("error", lost);
sent("response:error", (ctx, target) => /50[1-6]/.test(ctx.response.status) && lost(ctx, target));

let token;
sent("after:request", ({ response }) => (token = response?.headers?.get("X-Form-Token") ?? token));
sent("before:request", ({ sourceElement, request: { body, method } }) => {
  const seen = sourceElement.elements?.seen;
  if (seen) body?.set("seen", seen.value);
  if (token && method != "GET") body?.set("csrf_token", token);
});
