  const lookUp = async () => {
    temp.customer = await bp.users.getOrCreateUser('web', event.target)
  }

  return lookUp()
