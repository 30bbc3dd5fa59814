# Formats all sources; with --check only says what is not.
. eng/common.sh
phase "format"
if [ "${1:-}" = --check ]; then
    dotnet format sor.slnx --verify-no-changes
else
    dotnet format sor.slnx
fi
