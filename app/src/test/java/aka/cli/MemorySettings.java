package aka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import aka.os.UserSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings in memory, with the rules of the registry. */
final class MemorySettings implements UserSettings {

    /** Each key with its texts. */
    final Map<String, Map<String, String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    MemorySettings(String... keys) {
        for (String key : keys) {
            make(key);
        }
    }

    /** Returns all that there is. */
    String export() {
        return keys.toString();
    }

    @Override
    public boolean isKey(String key) {
        return keys.containsKey(key);
    }

    @Override
    public Optional<String> text(String key, String name) {
        return Optional.ofNullable(keys.getOrDefault(key, Map.of()).get(name));
    }

    @Override
    public void make(String key) {
        int parent = key.lastIndexOf('\\');
        assertThat(parent < 0 || isKey(key.substring(0, parent))).as(key).isTrue();
        keys.putIfAbsent(key, new HashMap<>());
    }

    @Override
    public void set(String key, String name, String text) {
        assertThat(keys).containsKey(key);
        keys.getOrDefault(key, Map.of()).put(name, text);
    }

    @Override
    public void remove(String key, String name) {
        keys.getOrDefault(key, new HashMap<>()).remove(name);
    }

    @Override
    public void removeIfEmpty(String key) {
        boolean holdsKeys = keys.keySet().stream().anyMatch(other -> other.startsWith(key + '\\'));
        if (!holdsKeys && keys.getOrDefault(key, Map.of()).isEmpty()) {
            keys.remove(key);
        }
    }
}
