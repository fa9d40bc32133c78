// A knowledge graph of customers: 14 invented firms, their industries, the modules they licensed and the tickets they opened.
CREATE CONSTRAINT firm_name IF NOT EXISTS FOR (f:Firm) REQUIRE f.name IS UNIQUE;
CREATE CONSTRAINT module_name IF NOT EXISTS FOR (m:Module) REQUIRE m.name IS UNIQUE;
CREATE CONSTRAINT industry_name IF NOT EXISTS FOR (i:Industry) REQUIRE i.name IS UNIQUE;

UNWIND [
  ['Health', 'Hospitals and clinics, patient records'], ['Retail', 'Shops, tills and warehouses'],
  ['Energy', 'Grids, meters and solar parks'], ['Law', 'Law firms, contracts and deadlines']
] AS i
CREATE (:Industry {name: i[0], text: i[1]});

UNWIND [
  ['Invoicing', 'Write, send and chase invoices'], ['Stock', 'Count goods in warehouses and reorder them'],
  ['Tills', 'Cash registers and card payments in shops'], ['Records', 'Patient records with access log'],
  ['Rosters', 'Shifts for nurses, drivers and clerks'], ['Meters', 'Read smart meters and bill by quarter hour'],
  ['Outages', 'Find and report faults in the grid'], ['Contracts', 'Store contracts and warn before deadlines'],
  ['Archive', 'Keep documents for ten years, with search'], ['Loyalty', 'Vouchers and points for shoppers']
] AS m
CREATE (:Module {name: m[0], text: m[1]});

UNWIND [
  ['Abend Clinic', 'Health', ['Records', 'Rosters', 'Invoicing']], ['Brook Hospital', 'Health', ['Records', 'Rosters', 'Archive']],
  ['Care Nord', 'Health', ['Records', 'Rosters', 'Invoicing', 'Archive']], ['Dent & Co', 'Health', ['Records', 'Invoicing']],
  ['Corner Stores', 'Retail', ['Tills', 'Stock', 'Loyalty']], ['Deli Verde', 'Retail', ['Tills', 'Stock', 'Invoicing']],
  ['Elm Books', 'Retail', ['Tills', 'Loyalty', 'Stock']], ['Fjord Fashion', 'Retail', ['Tills', 'Loyalty']],
  ['Grid South', 'Energy', ['Meters', 'Outages', 'Invoicing']], ['Helio Parks', 'Energy', ['Meters', 'Outages']],
  ['Isar Power', 'Energy', ['Meters', 'Outages', 'Archive']], ['Juris Partners', 'Law', ['Contracts', 'Archive', 'Invoicing']],
  ['Klage Law', 'Law', ['Contracts', 'Archive']], ['Lex Nova', 'Law', ['Contracts', 'Invoicing']]
] AS f
CREATE (firm:Firm {name: f[0], text: f[0]})
WITH firm, f
MATCH (industry:Industry {name: f[1]})
CREATE (firm)-[:IN]->(industry)
WITH firm, f
UNWIND f[2] AS name
MATCH (module:Module {name: name})
CREATE (firm)-[:LICENSED]->(module);

UNWIND [
  ['Grid South', 'The bill for March shows every kilowatt hour twice'], ['Helio Parks', 'Inverter alarms arrive an hour late'],
  ['Deli Verde', 'Customers complain about double charges on their card'], ['Elm Books', 'A voucher was redeemed twice'],
  ['Brook Hospital', 'Night shift missing from the plan for May'], ['Klage Law', 'Search in the archive finds nothing before 2019'],
  ['Care Nord', 'An invoice went to the wrong patient'], ['Corner Stores', 'Stock level below zero after the inventory']
] AS t
MATCH (firm:Firm {name: t[0]})
CREATE (firm)-[:OPENED]->(:Ticket {text: t[1]});
