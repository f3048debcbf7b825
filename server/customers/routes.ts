import type Router from '@koa/router'
import { customersApi } from '../../shared/customers'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { createCustomer, listCustomers, myProfile, profileOf, profileOfChat } from './actions'
import { listDuplicates, mergeCustomers, undoMerge } from './merges/actions'

export const customersRoutes = (router: Router, context: Context): void =>
  serve(router, context, customersApi, {
    list: listCustomers,
    get: profileOf,
    ofChat: profileOfChat,
    create: createCustomer,
    duplicates: listDuplicates,
    merge: mergeCustomers,
    undoMerge,
    mine: myProfile,
  })
