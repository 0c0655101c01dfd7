# Runs a throw-away cluster until standard input ends. Arguments: folder of the binaries, port.
bin=$1
port=$2
folder=$(mktemp -d "${TMPDIR:-/tmp}/fachwerk-cluster.XXXXXX") || exit 1
server=
finish() {
    trap - EXIT INT TERM
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null
        wait "$server"
    fi
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 1' INT TERM
fail() {
    echo "$1: $(tail -n 3 "$folder/log" | tr '\n' ' ')"
    exit 1
}
"$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 || fail initdb
"$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 -c fsync=on \
    -c max_connections=200 -c log_min_messages=fatal >"$folder/log" 2>&1 </dev/null &
server=$!
tries=0
until "$bin/pg_isready" -q -h "$folder" -p "$port" -U postgres; do
    tries=$((tries + 1))
    [ "$tries" -gt 300 ] && fail "the server does not answer"
    kill -0 "$server" 2>/dev/null || fail "the server has ended"
    sleep 0.1
done
"$bin/psql" -q -h "$folder" -p "$port" -U postgres -d postgres -v ON_ERROR_STOP=1 \
    -c "CREATE ROLE fachwerk LOGIN CREATEDB CREATEROLE" >>"$folder/log" 2>&1 || fail "the role cannot be made"
echo ready
# Nothing is ever written to us: this returns when whoever started us ends.
read -r _
exit 0
