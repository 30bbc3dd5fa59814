# Compiles everything; analyzers' warnings are errors.
. eng/common.sh
phase "build"
dotnet build sor.slnx -c Release --nologo -v quiet "$@"
