package aka.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A behaviour, written down: sections, each below its name between two equals signs. */
record CaseFile(Map<String, String> sections) {

    static CaseFile read(Path file) throws IOException {
        Map<String, String> sections = new HashMap<>();
        String section = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("== ")) {
                section = line.substring(3);
                sections.put(section, "");
            } else {
                sections.merge(section, line + "\n", String::concat);
            }
        }
        return new CaseFile(sections);
    }

    String text(String section) {
        return sections.getOrDefault(section, "");
    }

    List<String> lines(String section) {
        return text(section).lines().toList();
    }
}
