#!/usr/bin/env bash
# The whole job over HTTP: a provider, an MCP server and an agent from JSON, one tool flagged, one turn that pauses,
# the decision, the rest of it, and the trace. Needs bash, curl and node. May be run again: what is there is changed.
#
#   TACKROOM_INIT_API_KEY=$(node -p 'crypto.randomBytes(32).toString("base64url")') npm start   # in one terminal
#   TACKROOM_API_KEY=… PROVIDER_BASE_URL=… PROVIDER_API_KEY=… PROVIDER_MODEL=… MCP_SERVER_URL=… docs/quickstart.sh
#
# PROVIDER_* is any OpenAI-compatible endpoint (OpenAI itself, Ollama, vLLM, …); MCP_SERVER_URL is any MCP server over
# streamable HTTP with a tool that adds two numbers, such as the reference server's get-sum.
set -euo pipefail

url="${TACKROOM_URL:-http://127.0.0.1:3000}/api/v1"
key="${TACKROOM_API_KEY:?Set TACKROOM_API_KEY to a key with every scope.}"
provider_url="${PROVIDER_BASE_URL:?Set PROVIDER_BASE_URL, such as https://api.openai.com/v1.}"
provider_key="${PROVIDER_API_KEY:-none}"
model="${PROVIDER_MODEL:-gpt-5-mini}"
mcp_url="${MCP_SERVER_URL:?Set MCP_SERVER_URL, such as http://127.0.0.1:3001/mcp.}"
tool="${MCP_TOOL:-get-sum}"

# call METHOD PATH [JSON]: prints the answer, fails on anything but 2xx.
call() {
  curl --silent --show-error --fail-with-body --max-time 120 --request "$1" "$url$2" \
    --header "authorization: Bearer $key" --header 'content-type: application/json' ${3:+--data "$3"}
}

# put COLLECTION NAME FIELDS [FIELDS]: registers it, with the second fields too, or changes the one that is there.
put() {
  if call GET "$1/$2" >/dev/null 2>&1; then
    call PATCH "$1/$2" "{$3}"
  else
    call POST "$1" "{\"name\": \"$2\", ${4:+$4, }$3}"
  fi
}

# field EXPRESSION: reads JSON from standard input, prints what the expression finds in it.
field() {
  node -e 'const it = JSON.parse(require("fs").readFileSync(0, "utf8")); console.log(eval(process.argv[1]))' "$1"
}

# pick TYPE EXPRESSION: reads events, a line each, and prints what the expression finds in the first of that type.
pick() {
  node -e 'const [type, expression] = process.argv.slice(1);
    const events = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const it = events.find((event) => event.type === type);
    if (!it) throw new Error(`No ${type} came: ${events.map((event) => event.message ?? event.type).join(", ")}`);
    console.log(eval(expression))' "$1" "$2"
}

# turn SESSION INPUT: starts a turn and prints its events as they stream in, one JSON object a line.
turn() {
  curl --silent --show-error --fail-with-body --no-buffer --max-time 300 "$url/sessions/$1/turns" \
    --header "authorization: Bearer $key" --header 'content-type: application/json' \
    --data "{\"input\": $2}" | sed -un 's/^data: //p'
}

echo '1. Register a model provider. The key goes in and never comes out.'
put /providers quickstart "\"base_url\": \"$provider_url\", \"auth\": {\"api_key\": \"$provider_key\"},
  \"models\": [{\"id\": \"$model\", \"context_window\": 128000}]" '"type": "openai_compatible"' | field 'it.data.name'

echo '2. Register an MCP server. Its tools are listed at once, and nobody has reviewed them yet.'
put /mcp-servers toolbox "\"description\": \"Sums and more\", \"url\": \"$mcp_url\"" | field 'it.data.tool_count + " tools"'

echo '3. Flag one tool destructive, once, for every agent.'
call PATCH "/mcp-servers/toolbox/tools/$tool" '{"effect": "destructive"}' | field 'it.data.name + ": " + it.data.effect'

echo '4. Create an agent: names, never secrets. One of that name gets its next version.'
call POST /agents "{\"manifest\": {\"name\": \"adder\", \"description\": \"Adds numbers\", \"model\": \"quickstart/$model\",
  \"instructions\": \"Use the tool to add. Answer in one sentence.\",
  \"mcp_servers\": [{\"name\": \"toolbox\", \"preload\": true, \"enable_tools\": [\"$tool\"]}]}}" | field '"version " + it.data.version'

echo '5. Start a session and a turn. It pauses before the flagged tool.'
session=$(call POST /sessions '{"agent_name": "adder"}' | field 'it.data.id')
events=$(turn "$session" '[{"type": "user.message", "content": "Add 2 and 40"}]')
pick tool.approval_required '"   asks: " + it.approvals[0].server + "." + it.approvals[0].tool + " " + JSON.stringify(it.approvals[0].arguments)' <<<"$events"

echo '6. Allow it. The next turn carries on where this one paused.'
call_id=$(pick tool.approval_required 'it.tool_calls[0].id' <<<"$events")
events=$(turn "$session" "[{\"type\": \"user.tool_approval\", \"tool_call_id\": \"$call_id\", \"approval\": {\"status\": \"allow\"}}]")
pick turn.done '"   " + it.status + ": " + it.output.map((event) => event.content ?? "").join("")' <<<"$events"

echo '7. Read the trace: every step with tokens, latency and cost.'
run=$(pick turn.created 'it.run_id' <<<"$events")
call GET "/traces/$run" | field 'it.data.steps.map((step) => ["  ", step.type, step.name, step.status, step.latency_ms + " ms", step.usage ? step.usage.input_tokens + " in, " + step.usage.output_tokens + " out" : ""].join("  ")).join("\n")'

echo 'Done.'
