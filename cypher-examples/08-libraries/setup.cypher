// Which library next: 21 invented Java libraries with the line their build files describe them with, and 16 projects.
CREATE CONSTRAINT library_name IF NOT EXISTS FOR (l:Library) REQUIRE l.name IS UNIQUE;
CREATE CONSTRAINT project_name IF NOT EXISTS FOR (p:Project) REQUIRE p.name IS UNIQUE;

UNWIND [
  ['quill-http', 'A small HTTP server with routing'], ['quill-json', 'JSON bodies for quill-http'],
  ['quill-auth', 'Sessions and login for quill-http'], ['quill-templates', 'HTML templates for quill-http'],
  ['brook-sql', 'Typed SQL queries'], ['brook-migrate', 'Versioned database migrations'], ['brook-pool', 'A pool of database connections'],
  ['ember-json', 'Reads and writes JSON without reflection'], ['ember-csv', 'Streams CSV files'], ['ember-xml', 'A pull parser for XML'],
  ['tally-metrics', 'Counters, gauges and histograms'], ['tally-trace', 'Spans across services'], ['tally-logs', 'Structured logging'],
  ['proof-assert', 'Fluent assertions for tests'], ['proof-mock', 'Test doubles'], ['proof-property', 'Property based tests with shrinking'],
  ['matter-linear', 'Dense linear algebra'], ['matter-sparse', 'Sparse matrices and solvers'], ['matter-plot', 'Charts as SVG'],
  ['lens-image', 'Decodes and resizes images'], ['lens-ocr', 'Reads text in images']
] AS l
CREATE (:Library {name: l[0], description: l[1]});

// published, and used by nobody so far
CREATE (:Library {name: 'spark-json', description: 'A fast parser that reads JSON from streams'}),
       (:Library {name: 'matter-random', description: 'Random number generators and distributions'});

UNWIND [
  ['billing', ['quill-http', 'quill-json', 'brook-sql', 'brook-pool', 'tally-logs']],
  ['booking', ['quill-http', 'quill-json', 'quill-auth', 'brook-sql', 'brook-migrate', 'tally-metrics']],
  ['catalogue', ['quill-http', 'quill-json', 'brook-sql', 'brook-pool', 'brook-migrate']],
  ['portal', ['quill-http', 'quill-auth', 'quill-templates', 'brook-sql', 'tally-logs']],
  ['intranet', ['quill-http', 'quill-templates', 'quill-auth', 'tally-metrics', 'tally-logs']],
  ['gateway', ['quill-http', 'quill-json', 'tally-metrics', 'tally-trace', 'tally-logs']],
  ['ledger', ['brook-sql', 'brook-migrate', 'brook-pool', 'proof-property', 'proof-assert']],
  ['importer', ['ember-csv', 'ember-xml', 'ember-json', 'brook-sql', 'brook-pool']],
  ['exporter', ['ember-csv', 'ember-json', 'ember-xml', 'proof-assert']],
  ['feeds', ['ember-xml', 'ember-json', 'quill-http', 'proof-assert']],
  ['forecast', ['matter-linear', 'matter-sparse', 'matter-plot', 'ember-csv']],
  ['risk', ['matter-linear', 'matter-sparse', 'ember-csv', 'proof-property']],
  ['charts', ['matter-plot', 'matter-linear', 'ember-csv', 'proof-assert']],
  ['scanner', ['lens-image', 'lens-ocr', 'ember-json', 'proof-assert']],
  ['albums', ['lens-image', 'quill-http', 'quill-templates', 'quill-auth']],
  ['orders', ['quill-http', 'quill-json']]
] AS p
CREATE (project:Project {name: p[0]})
WITH project, p[1] AS names
UNWIND names AS name
MATCH (library:Library {name: name})
CREATE (project)-[:DEPENDS_ON]->(library);
