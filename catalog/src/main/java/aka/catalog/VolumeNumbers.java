package aka.catalog;

import aka.file.VolumeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The short numbers that stand for volumes in the rows of pages, as one transaction sees them. */
final class VolumeNumbers {

    private final Connection connection;
    private final Map<VolumeId, Optional<Long>> known = new HashMap<>();

    VolumeNumbers(Connection connection) {
        this.connection = connection;
    }

    Optional<Long> find(VolumeId volume) throws SQLException {
        Optional<Long> number = known.get(volume);
        if (number == null) {
            number = select(volume);
            known.put(volume, number);
        }
        return number;
    }

    long findOrAdd(VolumeId volume) throws SQLException {
        Optional<Long> number = find(volume);
        if (number.isPresent()) {
            return number.get();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO volume(high, low) VALUES(?, ?)")) {
            insert.setLong(1, volume.high());
            insert.setLong(2, volume.low());
            insert.executeUpdate();
        }
        known.remove(volume);
        return find(volume).orElseThrow();
    }

    private Optional<Long> select(VolumeId volume) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM volume WHERE high=? AND low=?")) {
            select.setLong(1, volume.high());
            select.setLong(2, volume.low());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }
}
