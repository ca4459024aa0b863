package aka.run;

/** What a name, or a temporary name, of a step that was cut off leads to. */
enum Leads {
    /** The body that was to be displaced. */
    FORMER("its former file"),
    /** The body that the names were to lead to. */
    INCOMING("its new file"),
    /** Another file. */
    OTHER("another file"),
    /** A folder, a link, a device. */
    NO_FILE("something that is no file"),
    /** There is nothing, or not even the folder. */
    NOTHING("nothing");

    private final String words;

    Leads(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
