/* A card that is dropped on a column sends the form that stands on it. */
{
  let card, over;
  const column = (e) => card && e.target.closest?.("[data-step]");
  const light = (section) => {
    over?.classList.remove("over");
    over = section;
    over?.classList.add("over");
  };
  addEventListener("dragstart", (e) => {
    card = e.target.closest?.("[data-card]");
    if (!card) return;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", card.id);
  });
  addEventListener("dragover", (e) => {
    const section = column(e);
    if (section) e.preventDefault();
    if (section != over) light(section);
  });
  addEventListener("drop", (e) => {
    const section = column(e);
    if (!section) return;
    e.preventDefault();
    const { form } = card.querySelector("select");
    form.to.value = section.dataset.step;
    if (form.to.value) form.requestSubmit();
  });
  addEventListener("dragend", () => light((card = null)));
}
