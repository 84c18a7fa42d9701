// Excel's side of a button: asks which sheets are protected, hands the book to Python in one call and shows the sentence
// that comes back. It decides nothing.
const byId = (id) => document.getElementById(id);

function show(text, failed) {
  byId(failed ? "said" : "global-error-alert").classList.add("d-none");
  const box = failed ? byId("global-error-alert").querySelector("span") : byId("said");
  box.textContent = text;
  byId(failed ? "global-error-alert" : "said").classList.toggle("d-none", text === "");
}

// The last step of every answer: its sentence.
async function careerupSay(context, text) {
  show(text, false);
}

const MOST_COLOURED = 100000; // cells of a sheet whose fills are read

async function sheets(button) {
  return Excel.run(async (context) => {
    const found = context.workbook.worksheets;
    found.load("items/name,items/visibility,items/protection/protected");
    context.workbook.protection.load("protected");
    await context.sync();
    const seen = found.items.filter((s) => s.visibility === "Visible");
    return {
      locked: found.items.filter((s) => s.protection.protected).map((s) => s.name),
      hidden: found.items.filter((s) => s.visibility !== "Visible").map((s) => s.name),
      structure: context.workbook.protection.protected,
      fills: button.reads === "*" ? await fills(context, seen) : {},
    };
  });
}

// Sheet -> row, column, colour and pattern of each cell that has a fill; a sheet that is too large is left out.
async function fills(context, seen) {
  const used = seen.map((s) => [s.name, s.getUsedRangeOrNullObject(true).load("rowIndex,columnIndex,rowCount,columnCount")]);
  await context.sync();
  const asked = used
    .filter(([, range]) => !range.isNullObject && range.rowCount * range.columnCount <= MOST_COLOURED)
    .map(([name, range]) => [name, range, range.getCellProperties({ format: { fill: { color: true, pattern: true } } })]);
  await context.sync();
  const told = {};
  for (const [name, range, cells] of asked) {
    told[name] = [];
    cells.value.forEach((row, i) => row.forEach(({ format: { fill } }, j) => {
      if (fill.pattern !== "None" && fill.color) told[name].push([range.rowIndex + i + 1, range.columnIndex + j + 1, fill.color, fill.pattern]);
    }));
  }
  return told;
}

async function press(button, event) {
  const controls = document.querySelectorAll("#buttons button");
  controls.forEach((control) => (control.disabled = true));
  try {
    show(page.running, false); // and no error of an earlier press
    if (Office.addin && Office.addin.showAsTaskpane) await Office.addin.showAsTaskpane();
    const auth = await globalThis.getAuth();
    const found = await sheets(button);
    await xlwings.runPython({
      scriptName: button.id,
      auth: auth.token,
      headers: { "Auth-Provider": auth.provider },
      include: button.reads === "*" ? "" : button.reads,
      exclude: button.reads === "*" ? found.hidden.join(",") : "",
      errorDisplayMode: "taskpane",
      args: [found.locked, found.structure, found.fills],
    });
    if (!byId("global-error-alert").classList.contains("d-none")) refused();
  } catch (error) {
    console.error(error.name || "error");
    show(page.failed, true);
  } finally {
    controls.forEach((control) => (control.disabled = false));
    if (event) event.completed();
  }
}

// What the client says of a fault is English and names actions; the key's sentence is the server's own.
function refused() {
  const told = byId("global-error-alert").querySelector("span").textContent;
  byId("said").classList.add("d-none");
  if (told.includes(page.key)) byId("own-key").open = true;
  else if (told.startsWith("No response")) show(page.silent, true);
  else if (!told.endsWith("。")) show(page.failed, true);
}

function build() {
  xlwings.registerCallback(careerupSay);
  for (const button of page.buttons) {
    const control = document.createElement("button");
    control.textContent = button.label;
    control.title = button.help;
    control.id = button.id;
    control.addEventListener("click", () => press(button));
    byId("buttons").append(control);
    Office.actions.associate(button.id, (event) => press(button, event));
  }
  byId("limits").textContent = page.limits;
  const [summary, form] = byId("own-key").children;
  const [field] = form.children;
  summary.textContent = page.key;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    localStorage.setItem("careerup-key", field.value.trim());
    field.value = "";
    byId("own-key").open = false;
    show(page.saved, false);
  });
  byId("own-key").open = !localStorage.getItem("careerup-key");
}
// this script is deferred, the modules before it as well: all stand when the page does
document.addEventListener("DOMContentLoaded", () => Office.onReady(build));
