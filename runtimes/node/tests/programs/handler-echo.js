// handler-echo of the vectors.
exports.handle = async (event) => event
