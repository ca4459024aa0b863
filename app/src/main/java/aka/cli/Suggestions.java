package aka.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Words that a mistyped one may have been meant to be. */
final class Suggestions {

    private Suggestions() {}

    /** Returns the words with the fewest letters to change, if these are no more than a third of the letters. */
    static List<String> of(String typed, Collection<String> words) {
        int nearest = typed.length() < 3 ? 0 : Math.max(1, typed.length() / 3);
        List<String> near = new ArrayList<>();
        for (String word : words) {
            int distance = distance(typed, word);
            if (distance < nearest) {
                near.clear();
                nearest = distance;
            }
            if (distance == nearest) {
                near.add(word);
            }
        }
        return near;
    }

    /** Returns how many letters have to be put in, left out, changed or swapped with their neighbour. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= other.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
                least = Math.min(least, cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[one.length()][other.length()];
    }
}
