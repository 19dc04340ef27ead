package io.tidings.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Parsing of the pages that define contract ids. */
class ContractRowsTest {

  @Test
  void table_row_defines_its_id() {
    ContractRows rows = ContractRows.of("| id | promise |\n| BUS-01 | A `x<y` & [z](z.md). |\n");

    assertThat(rows.isDefined("BUS-01")).isTrue();
    assertThat(rows.isDefined("BUS-02")).isFalse();
    assertThat(rows.page())
        .contains("<dt id=\"BUS-01\">BUS-01</dt><dd>A <code>x&lt;y</code> &amp; z.</dd>");
  }

  @Test
  void packaged_pages_define_rows_of_every_module() {
    ContractRows rows = ContractRows.packaged();

    assertThat(new String[] {"BUS-07", "RED-01", "RX-01", "STO-01", "MET-01", "WEB-01", "CA-01"})
        .allMatch(rows::isDefined);
  }
}
