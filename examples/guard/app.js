exports.handle = async (event, context) => {
  const { role } = context.sor.attributes.guard
  if (event.action === 'delete' && role !== 'admin') throw new Error(`a ${role} may not delete`)
  return { statusCode: 200, body: `done: ${event.action}` }
}
