package aka.os.fake;

/** What a program may do with a file that it has open, or lets others do meanwhile. */
public enum FakeAccess {
    READ,
    WRITE,
    /** Take a name away, or put another file in its place. */
    DELETE
}
