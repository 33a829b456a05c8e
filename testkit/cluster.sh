# Runs a throw-away PostgreSQL server and removes it when the owner of the test run is gone.
# Arguments: folder of the programs, folder of the server, folder to remove at the end, process to wait for,
# and what to put before a command so that it does not run as root.
# Says "ready" on stdout when the server answers; otherwise what went wrong.
set -eu
bin=$1 home=$2 dir=$3 owner=$4
shift 4

remove=$home
finish() {
	tail -n 5 "$home/initdb.log" "$home/server.log" 2>/dev/null
	"$@" "$bin/pg_ctl" stop --mode=immediate --pgdata="$home/data" >/dev/null 2>&1
	rm -rf "$remove"
}
trap 'set +e; finish "$@"' EXIT
trap '' PIPE # whoever asked for the server may be killed before it is ready

"$@" "$bin/initdb" --pgdata="$home/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
	--no-sync --no-instructions >"$home/initdb.log" 2>&1
cat >>"$home/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$home'
unix_socket_permissions = 0700
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_logical_replication_workers = 0
max_connections = 300
shared_buffers = 64MB
autovacuum = off
jit = off
END
"$@" "$bin/pg_ctl" start --wait --silent --pgdata="$home/data" --log="$home/server.log" 2>&1
echo ready || true
exec >/dev/null 2>&1
remove=$dir
tail --pid="$owner" -f /dev/null
