import { Route, Switch } from 'wouter';
import { ActivityPage } from './pages/activity/activity-page.tsx';
import { CheckPage } from './pages/activity/check/check-page.tsx';
import { CirclesPage } from './pages/companies/circles/circles-page.tsx';
import { CompaniesPage } from './pages/companies/companies-page.tsx';
import { InvitationsPage } from './pages/companies/invitations/invitations-page.tsx';
import { AddCompanyPage } from './pages/companies/known/add-company-page.tsx';
import { KnownCompanyPage } from './pages/companies/known/known-company-page.tsx';
import { CompanyPage } from './pages/company/company-page.tsx';
import { ConnectPage } from './pages/connect/connect-page.tsx';
import { EditIssuePage } from './pages/issues/edit-issue-page.tsx';
import { IssuePage } from './pages/issues/issue-page.tsx';
import { IssuesPage } from './pages/issues/issues-page.tsx';
import { NewIssuePage } from './pages/issues/new-issue-page.tsx';
import { ItemPage } from './pages/my-data/items/item-page.tsx';
import { ItemsPage } from './pages/my-data/items/items-page.tsx';
import { MyDataPage } from './pages/my-data/my-data-page.tsx';
import { TermsPage } from './pages/my-data/terms/terms-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { NoticesPage } from './pages/notices/notices-page.tsx';
import { ArrivingPage } from './pages/requests/arriving-page.tsx';
import { RequestPage } from './pages/requests/request-page.tsx';
import { RequestsPage } from './pages/requests/requests-page.tsx';
import { NoticeSettingsPage } from './pages/settings/notices/notice-settings-page.tsx';
import { SettingsPage } from './pages/settings/settings-page.tsx';
import { StartPage } from './pages/start/start-page.tsx';

/** Every page, by its address. */
export function Routes() {
  return (
    <Switch>
      <Route path="/" component={StartPage} />
      <Route path="/connect" component={ConnectPage} />
      <Route path="/requests" component={RequestsPage} />
      <Route path="/requests/arriving" component={ArrivingPage} />
      <Route path="/requests/:requestId">{({ requestId }) => <RequestPage requestId={requestId} />}</Route>
      <Route path="/companies" component={CompaniesPage} />
      <Route path="/companies/add" component={AddCompanyPage} />
      <Route path="/companies/circles" component={CirclesPage} />
      <Route path="/companies/invitations" component={InvitationsPage} />
      <Route path="/companies/known/:entryId">
        {({ entryId }) => <KnownCompanyPage entryId={entryId} />}
      </Route>
      <Route path="/companies/:vendorId" component={CompanyPage} />
      <Route path="/my-data" component={MyDataPage} />
      <Route path="/my-data/issues" component={IssuesPage} />
      <Route path="/my-data/issues/new" component={NewIssuePage} />
      <Route path="/my-data/issues/:part">{({ part }) => <IssuePage part={part} />}</Route>
      <Route path="/my-data/issues/:part/edit">{({ part }) => <EditIssuePage part={part} />}</Route>
      <Route path="/activity" component={ActivityPage} />
      <Route path="/notices" component={NoticesPage} />
      <Route path="/activity/check" component={CheckPage} />
      <Route path="/settings" component={SettingsPage} />
      <Route path="/settings/notices" component={NoticeSettingsPage} />
      <Route path="/my-data/terms" component={TermsPage} />
      <Route path="/my-data/:name">{({ name }) => <ItemsPage name={name} />}</Route>
      <Route path="/my-data/:name/new">{({ name }) => <ItemPage name={name} />}</Route>
      <Route path="/my-data/:name/:id">{({ name, id }) => <ItemPage name={name} id={id} />}</Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}
