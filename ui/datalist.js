// Hangs a list of completions on the text field whose label is given. Entries are text, never markup.
export default function ({ data }) {
  const id = "huyenkg-datalist";
  let list = document.getElementById(id);
  if (!list) {
    list = document.createElement("datalist");
    list.id = id;
    document.body.append(list);
  }
  list.replaceChildren(
    ...data.entries.map(({ value, label }) => {
      const option = document.createElement("option");
      option.value = value;
      option.label = label;
      return option;
    }),
  );
  const hang = () =>
    document.querySelectorAll("input[aria-label]").forEach((field) => {
      if (field.getAttribute("aria-label") === data.label) {
        field.setAttribute("list", id);
        field.setAttribute("autocomplete", "on");
      }
    });
  hang();
  const watch = new MutationObserver(hang);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}
