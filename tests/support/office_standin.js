// In the place of Microsoft's office.js: a workbook in memory with the parts that xlwings' client and ours use. Values
// are read after a sync and writes are done at a sync, as in Excel; a protected sheet refuses at the sync.
(() => {
  const seed = JSON.parse(localStorage.getItem("seed") || '{"sheets":[]}');
  const book = { syncs: 0, completed: 0, structure: false, front: 0, selection: [0, 0, 0, 1, 1], sheets: [] };
  const own = (name, rows, formats, fills) => ({ name, rows, formats: formats || [], fills: fills || {}, visible: "Visible", locked: false });
  book.sheets = seed.sheets.map((s) => own(s.name, s.rows, s.formats, s.fills));
  globalThis.standin = book;

  const column = (n) => (n < 26 ? "" : column(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
  const cell = (r, c) => column(c) + (r + 1);
  const place = (text) => {
    const [, letters, digits] = text.match(/^([A-Z]+)(\d+)$/);
    return [Number(digits) - 1, [...letters].reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1];
  };

  // The only formulas of ours are links; in a text cell they stay what was typed.
  const shown = (sheet, y, x, value) => {
    const link = typeof value === "string" && sheet.formats[y]?.[x] !== "@" && value.match(/^=HYPERLINK\("[^"]*","([^"]*)"\)$/);
    const following = typeof value === "string" && value.match(/ROW\('(?:[^']|'')*'!\$([A-Z]+)\$(\d+)\)/);
    return link ? link[1] : following ? following[1] + following[2] : value;
  };

  class Refused extends Error {}

  function area(context, sheet, r, c, rows, columns) {
    const change = (write) => context.later.push(() => {
      if (sheet.locked) throw new Refused("AccessDenied");
      write();
    });
    const each = (done) => {
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) done(r + i, c + j, i, j);
    };
    const read = (table, blank) => {
      const out = [];
      for (let i = 0; i < rows; i++) {
        const line = table[r + i] || [];
        out.push(Array.from({ length: columns }, (_, j) => line[c + j] ?? blank));
      }
      return out;
    };
    return {
      load() { return this; },
      isNullObject: false,
      rowCount: rows,
      columnCount: columns,
      get address() { return `'${sheet.name}'!` + (rows * columns === 1 ? cell(r, c) : `${cell(r, c)}:${cell(r + rows - 1, c + columns - 1)}`); },
      get values() { return read(sheet.rows, ""); },
      set values(v) { change(() => each((y, x, i, j) => { (sheet.rows[y] ||= [])[x] = shown(sheet, y, x, v[i][j]); })); },
      get numberFormat() { return read(sheet.formats, "General"); },
      set numberFormat(v) { change(() => each((y, x) => { (sheet.formats[y] ||= [])[x] = v[0][0]; })); },
      get rowIndex() { return r; },
      get columnIndex() { return c; },
      getCellProperties() {
        const told = { value: null };
        context.later.push(() => {
          told.value = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => {
            const color = sheet.fills[cell(r + i, c + j)];
            return { format: { fill: color ? { color, pattern: "Solid" } : { color: "#FFFFFF", pattern: "None" } } };
          }));
        });
        return told;
      },
      setCellProperties(told) {
        change(() => each((y, x, i, j) => {
          const fill = told[i][j].format?.fill;
          if (fill?.pattern === "None") delete sheet.fills[cell(y, x)];
          else if (fill) sheet.fills[cell(y, x)] = fill.color;
        }));
      },
      clear() { change(() => { sheet.rows = []; }); },
      select() { context.later.push(() => { book.selection = [book.sheets.indexOf(sheet), r, c, rows, columns]; }); },
    };
  }

  const nothing = { isNullObject: true, load() { return this; }, items: [], areas: { items: [] } };
  function worksheet(context, sheet) {
    return {
      load() { return this; },
      isNullObject: false,
      get name() { return sheet.name; },
      get visibility() { return sheet.visible; },
      get protection() { return { protected: sheet.locked, load() {} }; },
      get position() { return book.sheets.indexOf(sheet); },
      set position(to) { context.later.push(() => {
        book.sheets.splice(book.sheets.indexOf(sheet), 1);
        book.sheets.splice(to, 0, sheet);
      }); },
      showGridlines: true,
      names: nothing, tables: nothing, shapes: nothing, charts: nothing, pivotTables: nothing,
      pageLayout: { getPrintAreaOrNullObject: () => nothing },
      notes: nothing,
      activate() { context.later.push(() => { book.front = book.sheets.indexOf(sheet); }); },
      getRange(text) { const [a, b] = text.split(":"); const [r, c] = place(a); const [y, x] = place(b || a); return area(context, sheet, r, c, y - r + 1, x - c + 1); },
      getRanges() { return this.getRangeByIndexes(0, 0, 1, 1); },
      getRangeByIndexes: (...at) => area(context, sheet, ...at),
      getUsedRangeOrNullObject() {
        let rows = 0, columns = 0;
        sheet.rows.forEach((line, y) => (line || []).forEach((v, x) => {
          if (v !== "" && v != null) { rows = Math.max(rows, y + 1); columns = Math.max(columns, x + 1); }
        }));
        return rows ? area(context, sheet, 0, 0, rows, columns) : nothing;
      },
    };
  }

  class Context {
    constructor() {
      this.later = [];
      const context = this;
      const find = (name) => book.sheets.find((s) => s.name === name);
      this.workbook = {
        name: "名簿.xlsx",
        load() {},
        names: nothing,
        application: { calculationMode: "Automatic", load() { return this; } },
        protection: { load() {}, get protected() { return book.structure; } },
        getSelectedRange: () => area(context, book.sheets[book.selection[0]], ...book.selection.slice(1)),
        worksheets: {
          load() { return this; },
          get items() { return book.sheets.map((s) => worksheet(context, s)); },
          getActiveWorksheet: () => worksheet(context, book.sheets[book.front]),
          getItem: (name) => worksheet(context, find(name)),
          getItemOrNullObject: (name) => (find(name) ? worksheet(context, find(name)) : nothing),
          add(name) {
            const sheet = own(name, []);
            context.later.push(() => {
              if (book.structure) throw new Refused("AccessDenied");
              if (!book.sheets.includes(sheet)) book.sheets.push(sheet);
            });
            return worksheet(context, sheet);
          },
        },
      };
      this.application = { cultureInfo: { name: "ja-JP", load() {}, datetimeFormat: { shortDatePattern: "yyyy/MM/dd", load() {} } } };
    }
    async sync() {
      book.syncs += 1;
      while (this.later.length) this.later.shift()();
    }
  }
  const supported = (name, version) => name === "ExcelApi" ? Number(version.split(".")[1]) <= 14 : version === "1.1" || version === "1.3";
  globalThis.Excel = {
    RequestContext: Context,
    run: async (work) => { const context = new Context(); const out = await work(context); await context.sync(); return out; },
    ShapeType: { image: "Image" },
    ClearApplyTo: { contents: "Contents" },
    DeleteShiftDirection: {}, InsertShiftDirection: {},
  };
  const actions = {};
  globalThis.Office = {
    onReady: async (then) => { if (then) then({ host: "Excel" }); },
    actions: { associate: (id, run) => { actions[id] = run; } },
    addin: { showAsTaskpane: async () => {} },
    context: { requirements: { isSetSupported: supported } },
  };
  const functions = {};
  globalThis.CustomFunctions = { associate: (id, run) => { functions[id] = run; }, Error: class extends Error {
    constructor(code, message) { super(message); this.code = code; } }, ErrorCode: { invalidValue: "#VALUE!" } };
  book.ribbon = (id) => actions[id]({ completed: () => { book.completed += 1; } });
  book.actions = () => Object.keys(actions);
  book.call = (id, ...values) => functions[id](...values, { address: "'名簿'!Z1", parameterAddresses: [] });
})();
