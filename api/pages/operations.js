"use strict";
// Lists the operations of /openapi.json.

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function resolve(description, schema) {
  const name = schema?.$ref?.split("/").at(-1);
  return name ? description.components.schemas[name] : schema;
}

function fields(description, operation) {
  const list = document.createElement("ul");
  for (const parameter of operation.parameters ?? []) {
    const required = parameter.required ? "required" : "optional";
    list.append(element("li", `${parameter.name} (${parameter.in}, ${required}): ${parameter.description ?? ""}`));
  }
  const body = resolve(description, operation.requestBody?.content["application/json"]?.schema);
  for (const [name, field] of Object.entries(body?.properties ?? {})) {
    const required = body.required?.includes(name) ? "required" : "optional";
    const example = field.examples ? `, for example ${JSON.stringify(field.examples[0])}` : "";
    list.append(element("li", `${name} (body, ${required})${example}`));
  }
  return list;
}

function show(description, method, path, operation) {
  const section = document.createElement("section");
  section.append(element("h2", `${method.toUpperCase()} ${path}`));
  section.append(element("p", operation.description ?? operation.summary));
  if (operation.security) section.append(element("p", "Needs a login."));
  section.append(fields(description, operation));
  section.append(element("p", `Answers: ${Object.keys(operation.responses).join(", ")}`));
  document.getElementById("operations").append(section);
}

async function begin() {
  const description = await (await fetch("/openapi.json")).json();
  document.getElementById("about").textContent = description.info.description;
  for (const [path, item] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(item)) show(description, method, path, operation);
  }
}

begin();
