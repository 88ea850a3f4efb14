# Takes a site as a tar file from its input, and makes the link $1 lead to it as release $2; keeps
# $3 releases. Runs wherever there is a POSIX shell.
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
test ! -e "$store/$release"
mv "$incoming" "$store/$release"
ln -s "${store##*/}/$release" "$target.$$"
mv -T "$target.$$" "$target" 2>/dev/null || mv -h "$target.$$" "$target"
ls -1 "$store" | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
	rm -rf "${store:?}/$old"
done
echo "$release"
