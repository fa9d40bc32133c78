// What goes with this product: bought together, and what is like it although nobody has bought it yet.
CALL rec.embed.nodes.write('Product', {textProperties: ['title']})
YIELD nodePropertiesWritten;

CALL gds.graph.project('shop', {Customer: {}, Product: {properties: ['embedding']}}, 'ORDERED')
YIELD relationshipCount;

CALL rec.train('shop', {modelName: 'shop', architecture: 'itemGraph', featureProperties: ['embedding']})
YIELD modelInfo;

// under the product page of a grinder; for a visitor who is no customer yet; for a customer, up to 50
MATCH (grinder:Product {sku: 'C2'})
CALL rec.similar.stream('shop', grinder, {k: 2}) YIELD similar
WITH similar ORDER BY similar.title
RETURN 'with a grinder' AS shelf, similar.title AS title
UNION
MATCH (shoes:Product {sku: 'T1'})
CALL rec.recommend.stream('shop', null, {
  k: 2, history: [shoes], query: 'keep stones out of my shoes', queryWeight: 0.8
})
YIELD item
RETURN 'a visitor with trail shoes' AS shelf, item.title AS title
UNION
MATCH (customer:Customer {name: 'Bo'})
CALL rec.recommend.stream('shop', customer, {k: 2, where: 'item.price <= $most', whereParameters: {most: 50}})
YIELD item
WITH item ORDER BY item.title
RETURN 'Bo, up to 50' AS shelf, item.title AS title;
