package aka.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What a name keeps of today though the rest of it comes back: somebody changed it on purpose since.
 *
 * @param path the name
 * @param fields what stays, in words: {@code mode 600}
 */
public record KeptAsToday(Path path, List<String> fields) {
    public KeptAsToday {
        fields = List.copyOf(fields);
    }
}
