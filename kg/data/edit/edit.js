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
  // The other autocompleters of Yasqe ask servers on the web.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
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
