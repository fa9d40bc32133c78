// An online shop: 24 invented products with the titles a shop gives them, 16 customers and their orders.
CREATE CONSTRAINT product_sku IF NOT EXISTS FOR (p:Product) REQUIRE p.sku IS UNIQUE;
CREATE CONSTRAINT customer_name IF NOT EXISTS FOR (c:Customer) REQUIRE c.name IS UNIQUE;

UNWIND [
  ['C1', 'Stovetop moka pot, aluminium, 6 cups', 29.90], ['C2', 'Burr coffee grinder with 18 settings', 89.00],
  ['C3', 'Whole bean espresso, dark roast, 1 kg', 19.50], ['C4', 'Milk frother, electric, stainless steel', 34.90],
  ['C5', 'Paper filters for drip coffee, 100 pieces', 4.90], ['C6', 'Digital scale for pour-over coffee, 0.1 g', 24.00],
  ['T1', 'Trail running shoes, light grip sole', 119.00], ['T2', 'Running socks, merino wool, 3 pairs', 27.00],
  ['T3', 'Hydration vest with two soft flasks', 79.00], ['T4', 'Head torch, 400 lumens, rechargeable', 49.00],
  ['T5', 'Energy gels, mixed fruit, box of 24', 38.00], ['T6', 'Rain jacket for runners, packs into its pocket', 99.00],
  ['G1', 'Secateurs with ash wood handles', 32.00], ['G2', 'Tomato seeds, six old varieties', 8.90],
  ['G3', 'Peat-free potting soil, 40 litres', 11.50], ['G4', 'Watering can, galvanised, 9 litres', 41.00],
  ['G5', 'Raised garden bed of larch wood', 129.00], ['G6', 'Gardening gloves of goat leather', 18.00],
  ['D1', 'Mechanical keyboard, brown switches', 109.00], ['D2', 'Desk mat of felt, 90 x 40 cm', 29.00],
  ['D3', 'Monitor arm for one screen up to 32 inches', 84.00], ['D4', 'USB-C hub with HDMI and card reader', 45.00],
  ['D5', 'Webcam, 1080p, with privacy shutter', 69.00], ['D6', 'Desk lamp with adjustable colour temperature', 59.00]
] AS p
CREATE (:Product {sku: p[0], title: p[1], price: p[2]});

// in the catalogue since this morning: nobody has ordered them
CREATE (:Product {sku: 'C7', title: 'Gooseneck kettle for pour-over coffee, 1 litre', price: 64.00}),
       (:Product {sku: 'T7', title: 'Trail running gaiters, light, keep stones out of shoes', price: 22.00});

UNWIND [
  ['Anke', ['C1', 'C2', 'C3', 'C4']], ['Bo', ['C2', 'C3', 'C5', 'C6']], ['Chen', ['C2', 'C5', 'C6', 'D1']],
  ['Dora', ['C1', 'C3', 'C4']], ['Emil', ['T1', 'T2', 'T3', 'T5']], ['Fay', ['T1', 'T3', 'T4', 'T6']],
  ['Gus', ['T1', 'T2', 'T5', 'T6']], ['Hana', ['T2', 'T3', 'T4', 'T5', 'C3']], ['Ivo', ['G1', 'G2', 'G3', 'G6']],
  ['Jule', ['G2', 'G3', 'G4', 'G5']], ['Karl', ['G1', 'G3', 'G5', 'G6']], ['Lin', ['G2', 'G3', 'G4', 'G6']],
  ['Moe', ['D1', 'D2', 'D3', 'D5']], ['Nina', ['D1', 'D3', 'D4', 'D5']], ['Olaf', ['D2', 'D3', 'D4', 'D6']],
  ['Pia', ['D1', 'D4', 'D5', 'D6', 'C3']]
] AS o
CREATE (c:Customer {name: o[0]})
WITH c, o[1] AS skus
UNWIND skus AS sku
MATCH (p:Product {sku: sku})
CREATE (c)-[:ORDERED]->(p);
