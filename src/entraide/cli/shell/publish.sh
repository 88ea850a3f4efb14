# Takes a site as a tar file from its input, and makes the link $1 lead to it as release $2; keeps
# $3 releases. Runs wherever there is a POSIX shell. Prints the release, and “again” where nothing
# was to be done.
set -eu
target=$1 release=$2 keep=$3
store=$target.releases
if [ -e "$target" ] && [ ! -L "$target" ]; then exit 3; fi
mkdir -p "$store"
incoming=$store/.incoming.$$
mkdir "$incoming"
trap 'rm -rf "$incoming"' EXIT
trap 'exit 1' HUP INT TERM
tar -xf - -C "$incoming"
# A site that came in part lacks the list of its files, or one of them.
tail -n +2 "$incoming/.entraide-build" | while read -r file; do
	test -e "$incoming/$file" || test -L "$incoming/$file"
done
chmod 755 "$incoming"
present=
if [ -L "$target" ]; then
	present=$(readlink "$target")
	present=${present##*/}
fi
# The same site once more is no other release: the present one stays, or, after a rollback, the
# newest one is the present one again.
newest=$(ls -1 "$store" | sort | tail -n 1)
known=
for one in "$newest" "$present"; do
	if [ -n "$one" ] && [ -d "$store/$one" ] && diff -r "$incoming" "$store/$one" >/dev/null 2>&1; then
		known=$one
	fi
done
if [ -z "$known" ]; then
	test ! -e "$store/$release"
	mv "$incoming" "$store/$release"
elif [ "$known" = "$present" ]; then
	echo "$known again"
	exit
else
	release=$known
fi
ln -s "${store##*/}/$release" "$target.$$"
mv -T "$target.$$" "$target" 2>/dev/null || mv -h "$target.$$" "$target"
ls -1 "$store" | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
	rm -rf "${store:?}/$old"
done
echo "$release"
