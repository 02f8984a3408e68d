// nlp.js on the pairs of two JSON files: prints how many of the test texts it gives their label. node peer_nlpjs.js train test
const { readFileSync } = require("node:fs");
const { NlpManager } = require("node-nlp");

async function main() {
  const [train, test] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
  const manager = new NlpManager({ languages: ["en"], nlu: { log: false }, autoSave: false, forceNER: false });
  for (const [text, label] of train) manager.addDocument("en", text, label);
  await manager.train();
  let right = 0;
  for (const [text, label] of test) right += (await manager.process("en", text)).intent === label;
  console.log(`${right} ${test.length}`);
}

main();
