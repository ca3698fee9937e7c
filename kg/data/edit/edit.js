/* The editor of kg serve: Yasgui set up so that it asks this server and nobody else. */
(() => {
  "use strict";
  const FIRST = `# Who talked to whom, and how often?
PREFIX kg: <https://w3id.org/kg-news/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?one ?other (COUNT(DISTINCT ?talk) AS ?talks) WHERE {
  ?talk a kg:Communication ; kg:status kg:Occurred ; kg:participant ?a, ?b .
  ?a rdfs:label ?one . ?b rdfs:label ?other .
  FILTER (STR(?a) < STR(?b))
} GROUP BY ?one ?other ORDER BY DESC(?talks) ?one ?other`;
  const endpoint = new URL("sparql", location.href).href;
  // The autocompleters of Yasqe ask servers on the web: these ask only this one, and once.
  const terms = fetch("edit/terms.json").then((reply) => reply.json());
  const short = (yasqe, iri) => {
    for (const [prefix, base] of Object.entries(yasqe.getPrefixesFromQuery())) {
      if (iri.startsWith(base)) return `${prefix}:${iri.slice(base.length)}`;
    }
    return `<${iri}>`;
  };
  const local = (iri) => iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1).toLowerCase();
  // What begins as the token does; then what has it somewhere in its name.
  const matching = (list, token) => {
    const text = (token.autocompletionString || token.string).trim().toLowerCase();
    const name = text.replace(/^.*[#/:]/, "");
    const first = list.filter((iri) => iri.toLowerCase().startsWith(text) || (!/[#/:]/.test(text) && local(iri).startsWith(name)));
    const base = text.slice(0, text.length - name.length);
    return [...first, ...list.filter((iri) => !first.includes(iri) && name && iri.toLowerCase().startsWith(base) && local(iri).includes(name))];
  };
  for (const kind of ["class", "property"]) {
    Yasgui.Yasqe.forkAutocompleter(kind, {
      name: `kg-${kind}`, autoShow: true, bulk: false, persistenceId: null,
      get: (yasqe, token) => terms.then((all) => matching(all[kind], token || { string: "" })),
      postProcessSuggestion: (yasqe, token, iri) => short(yasqe, iri),
    }, false);
  }
  Yasgui.Yasqe.forkAutocompleter("prefixes", {
    name: "kg-prefixes", autoShow: true, bulk: false, persistenceId: null,
    get: (yasqe, token) => terms.then((all) => Object.entries(all.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).filter((line) => line.startsWith((token && (token.autocompletionString || token.string)).trim()))),
  }, false);
  Yasgui.Yasqe.defaults.autocompleters = ["variables", "kg-prefixes", "kg-property", "kg-class"];
  Yasgui.Yasqe.defaults.value = FIRST;
  Yasgui.Yasr.defaults.maxPersistentResponseSize = 0; // the answers of another graph may be old
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    copyEndpointOnNewTab: false,
  });

  const list = document.getElementById("queries");
  const about = document.getElementById("about");
  fetch("edit/queries.json")
    .then((reply) => reply.json())
    .then((queries) => {
      for (const query of queries) {
        list.append(new Option(query.title, query.name));
      }
      list.addEventListener("change", () => {
        const chosen = queries.find((query) => query.name === list.value);
        about.textContent = chosen ? chosen.about : "";
        if (chosen) yasgui.getTab().setQuery(chosen.text);
      });
    });
})();
