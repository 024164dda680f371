import journal from './meta/_journal.json';
import m0000 from './0000_start.sql';
import m0001 from './0001_growth.sql';
import m0002 from './0002_clocks.sql';
import m0003 from './0003_cases.sql';
import m0004 from './0004_case_history.sql';
import m0005 from './0005_cases_on_clocks.sql';
import m0006 from './0006_audit.sql';
import m0007 from './0007_desks.sql';
import m0008 from './0008_bursts.sql';
import m0009 from './0009_attention.sql';

  export default {
    journal,
    migrations: {
      m0000,
m0001,
m0002,
m0003,
m0004,
m0005,
m0006,
m0007,
m0008,
m0009
    }
  }
  