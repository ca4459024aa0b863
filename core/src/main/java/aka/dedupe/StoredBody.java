package aka.dedupe;

/**
 * One of several equal bodies, and the storage behind it.
 *
 * @param storage a number that those have in common which are known to hold the same blocks
 * @param alone whether its volume cannot share blocks, so that nothing else holds them
 */
record StoredBody(GroupBody body, int storage, boolean alone) {}
