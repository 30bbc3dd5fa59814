# Builds what the main job needs and serves the example: the native bootstrap behind `sor dev`.
. eng/common.sh
need_packages "${NATIVE_TOOLCHAIN[@]}"

# Whoever tries a function waits for this: the analyzers have their turn in `build` and `test`.
without_analyzers=-p:RunAnalyzers=false
phase "native bootstrap"
publish_native Sor.Bootstrap "$without_analyzers"
install_runtimes
phase "sor"
# The tool itself starts in the same way compiled ahead of time (./build.sh aot); this is quicker to build.
dotnet build src/Sor.Cli -c Release --nologo -v quiet "$without_analyzers"
phase_end
exec dotnet src/Sor.Cli/bin/Release/net10.0/sor.dll dev "${1:-examples/hello}" --bootstrap dist/bootstrap
