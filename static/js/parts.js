/* The part being read is marked in the line of links. */
{
  const line = document.querySelector(".jump");
  const links = [...line.querySelectorAll("a")];
  const place = ({ hash }) => document.querySelector(hash).getBoundingClientRect();
  const mark = () => {
    const end = scrollY + innerHeight + 2 > document.body.scrollHeight;
    const under = end ? innerHeight : line.getBoundingClientRect().bottom + 24;
    const begun = (link) => place(link).top <= under && place(link).left < innerWidth / 2;
    // What stands at the end of the page cannot come up to the line.
    const asked = links.find(({ hash }) => end && hash == location.hash);
    const read = asked ?? links.findLast(begun) ?? links[0];
    for (const link of links) link.ariaCurrent = link == read ? "true" : null;
    line.scrollLeft = read.offsetLeft - line.offsetLeft - 16;
  };
  addEventListener("scroll", mark, { passive: true });
  addEventListener("hashchange", mark);
  mark();
}
