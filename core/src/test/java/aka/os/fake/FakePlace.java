package aka.os.fake;

/** A node as it is reached through a mount. */
record FakePlace(FakeNode node, FakeMount mount) {

    /** Returns whether both are one node reached through one mount. */
    boolean is(FakePlace other) {
        return node == other.node && mount.id() == other.mount.id();
    }
}
