# Builds what the main job needs and serves the example: the native bootstrap behind `sor dev`.
. eng/common.sh
need_native_toolchain
phase "native bootstrap"
publish_native Sor.Bootstrap
install_runtimes
phase "sor"
# The tool itself starts in the same way compiled ahead of time (./build.sh aot); this is quicker to build.
dotnet build src/Sor.Cli -c Release --nologo -v quiet
phase_end
exec dotnet src/Sor.Cli/bin/Release/net10.0/sor.dll dev "${1:-examples/hello}" --bootstrap dist/bootstrap
