/** One file, many names: what hard links are, where a file's names live, and how to make, split and remove them. */
module aka.core {
    requires static transitive org.jspecify;
    requires com.dynatrace.hash4j;
    requires tools.jackson.core;

    exports aka.content;
    exports aka.dedupe;
    exports aka.file;
    exports aka.group;
    exports aka.journal;
    exports aka.link;
    exports aka.os;
    exports aka.plan;
    exports aka.run;
    exports aka.walk;
}
