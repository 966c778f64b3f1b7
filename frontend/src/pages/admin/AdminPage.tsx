import { NavLink, Route, Routes } from 'react-router';
import { AuditPage } from './AuditPage';
import { HealthPage } from './HealthPage';
import { MarketsPage } from './MarketsPage';
import { MoneyPage } from './MoneyPage';
import { UsersPage } from './UsersPage';
import './admin.css';

const SECTIONS = [
  { path: '', title: 'Markets' },
  { path: 'users', title: 'Users' },
  { path: 'money', title: 'Money' },
  { path: 'health', title: 'Health' },
  { path: 'audit', title: 'Audit and bots' },
] as const;

/** What administrators see and do, in sections with addresses of their own. */
export default function AdminPage() {
  return (
    <main className="admin" id="main">
      <div className="admin-head">
        <h1>Admin</h1>
        <nav aria-label="Sections of admin">
          {SECTIONS.map(({ path, title }) => (
            <NavLink key={path} to={path ? `/admin/${path}` : '/admin'} end>
              {title}
            </NavLink>
          ))}
        </nav>
      </div>
      <Routes>
        <Route index element={<MarketsPage />} />
        <Route path="users" element={<UsersPage />} />
        <Route path="money" element={<MoneyPage />} />
        <Route path="health" element={<HealthPage />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="*" element={<p className="empty">There is no such section.</p>} />
      </Routes>
    </main>
  );
}
