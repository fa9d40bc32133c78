// A shop as its till writes it: 18 invented products, 15 customers and 31 orders. Nothing leads from a customer to a product
// but through an order, which has a time and a state; how many were ordered stands on its lines.
CREATE CONSTRAINT product_sku IF NOT EXISTS FOR (p:Product) REQUIRE p.sku IS UNIQUE;
CREATE CONSTRAINT customer_name IF NOT EXISTS FOR (c:Customer) REQUIRE c.name IS UNIQUE;
CREATE CONSTRAINT order_number IF NOT EXISTS FOR (o:Order) REQUIRE o.number IS UNIQUE;

UNWIND [
  ['B1', 'Springform tin, 26 cm'], ['B2', 'Rolling pin of beech'], ['B3', 'Piping bags, 20 pieces'],
  ['B4', 'Kitchen scale'], ['B5', 'Proofing basket for bread'], ['B6', 'Whisk, stainless steel'],
  ['C1', 'Inner tube, 28 inches'], ['C2', 'Tyre levers, set of three'], ['C3', 'Floor pump with gauge'],
  ['C4', 'Chain oil, 100 ml'], ['C5', 'Puncture repair kit'], ['C6', 'Brake pads, pair'],
  ['D1', 'Sketchbook, A4'], ['D2', 'Graphite pencils, 2H to 6B'], ['D3', 'Watercolours, 12 pans'],
  ['D4', 'Brushes, round, set of five'], ['D5', 'Masking tape for paper'], ['D6', 'Kneadable eraser']
] AS p
CREATE (:Product {sku: p[0], title: p[1]});

UNWIND [
  [1, 'Aino', '2026-02-03T10:12Z', [['B1', 1], ['B6', 1]]], [2, 'Aino', '2026-05-20T18:40Z', [['B3', 2], ['B4', 1]]],
  [3, 'Bram', '2026-02-14T09:05Z', [['B2', 1], ['B4', 1], ['B5', 2]]], [4, 'Bram', '2026-06-01T12:00Z', [['B6', 1]]],
  [5, 'Cora', '2026-03-02T20:31Z', [['B1', 2], ['B3', 3]]], [6, 'Cora', '2026-07-11T08:15Z', [['B6', 1], ['B2', 1]]],
  [7, 'Dario', '2026-03-09T17:45Z', [['B5', 1], ['B4', 1]]], [8, 'Dario', '2026-08-23T11:20Z', [['B2', 1], ['B1', 1]]],
  [9, 'Elif', '2026-04-18T14:02Z', [['B3', 1], ['B6', 2]]], [10, 'Elif', '2026-09-05T19:59Z', [['B1', 1], ['B4', 1]]],
  [11, 'Fritz', '2026-02-08T08:30Z', [['C1', 2], ['C2', 1]]], [12, 'Fritz', '2026-06-13T07:55Z', [['C3', 1], ['C5', 1]]],
  [13, 'Greta', '2026-02-27T16:10Z', [['C1', 4], ['C4', 2]]], [14, 'Greta', '2026-07-30T21:05Z', [['C2', 1], ['C3', 1]]],
  [15, 'Henk', '2026-03-15T13:25Z', [['C5', 1], ['C2', 1], ['C1', 1]]], [16, 'Henk', '2026-08-02T10:00Z', [['C3', 1]]],
  [17, 'Ines', '2026-04-04T15:40Z', [['C4', 1], ['C3', 1]]], [18, 'Ines', '2026-09-19T09:33Z', [['C1', 2], ['C6', 2]]],
  [19, 'Jori', '2026-05-01T06:50Z', [['C6', 1], ['C4', 1]]], [20, 'Jori', '2026-10-03T18:18Z', [['C2', 1], ['C5', 2]]],
  [21, 'Kaja', '2026-02-11T11:11Z', [['D1', 1], ['D2', 1]]], [22, 'Kaja', '2026-06-27T16:45Z', [['D6', 2], ['D5', 1]]],
  [23, 'Luca', '2026-03-21T09:40Z', [['D3', 1], ['D4', 1]]], [24, 'Luca', '2026-07-04T20:20Z', [['D1', 2], ['D5', 3]]],
  [25, 'Maud', '2026-04-09T12:35Z', [['D2', 1], ['D6', 1]]], [26, 'Maud', '2026-08-15T17:00Z', [['D1', 1], ['D3', 1]]],
  [27, 'Nils', '2026-05-05T10:55Z', [['D4', 1], ['D5', 2]]], [28, 'Nils', '2026-09-28T14:14Z', [['D3', 1], ['D1', 1]]],
  // Olga rides a bicycle; her sketchbook was for a niece who had one already
  [29, 'Olga', '2026-05-16T18:05Z', [['C2', 1]]], [30, 'Olga', '2026-10-10T08:45Z', [['C1', 3]]]
] AS row
MERGE (c:Customer {name: row[1]})
CREATE (c)-[:PLACED]->(o:Order {number: row[0], at: datetime(row[2]), state: 'sent'})
WITH o, row[3] AS lines
UNWIND lines AS line
MATCH (p:Product {sku: line[0]})
CREATE (o)-[:CONTAINS {quantity: line[1]}]->(p);

MATCH (olga:Customer {name: 'Olga'}), (sketchbook:Product {sku: 'D1'}), (pencils:Product {sku: 'D2'})
CREATE (olga)-[:PLACED]->(o:Order {number: 31, at: datetime('2026-11-02T19:30Z'), state: 'cancelled'}),
       (o)-[:CONTAINS {quantity: 1}]->(sketchbook), (o)-[:CONTAINS {quantity: 1}]->(pencils);
