import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readConfiguration } from './configuration.tsx';
import './design/tokens.css';
import { openSession } from './session/open-session.ts';

const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no place for the app');
createRoot(place).render(<App starting={{ configuration: readConfiguration(), session: openSession() }} />);
